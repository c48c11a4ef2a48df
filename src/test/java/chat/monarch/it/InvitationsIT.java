package chat.monarch.it;

import static chat.monarch.it.Scene.BOT;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks to become a contact, and who is asked, from the bot's room to the contact and back.
final class InvitationsIT {
  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    scene =
        Scene.start(folder, SandboxOptions.defaults().withPersonas(Cast.pairs(9, -1)), Map.of());
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Rule({"INV-1", "INV-2", "INV-3"})
  @Test
  void t25_an_invitation_is_asked_about_once_across_reconnect_and_restart_and_then_accepted() {
    var account = Cast.user(1);
    var inviter = Cast.contact(2);
    var room = scene.link("@accepts:stub.test", account);
    var before = scene.sandbox().mark();
    scene.sandbox().invite(inviter, account, "<b>Carol</b>", "Hi!");
    var prompt = scene.await(room, InvitationsIT::isPrompt);
    assertThat(prompt.body()).contains("“<b>Carol</b>”", inviter, "“Hi!”", "`accept 1`");
    assertThat(prompt.content().path("formatted_body").asText())
        .contains("“&lt;b&gt;Carol&lt;/b&gt;”")
        .doesNotContain("<b>");
    assertThat(prompt.content().path("msgtype").asText()).isEqualTo("m.text");

    before = repeated(account, before, () -> scene.sandbox().drop(account));
    scene.homeserver().forgetSendings(room);
    repeated(
        account,
        before,
        () -> {
          scene.killBridge();
          scene.startBridgeAgain();
        });

    assertThat(scene.ask("@accepts:stub.test", room, "invitations")).contains("1: “<b>Carol</b>”");
    assertThat(prompts(room)).isEqualTo(1);
    assertThat(
            scene.sandbox().log(account).stream()
                .filter(record -> record.isSent() && isCardRequest(record, inviter)))
        .isEmpty();

    assertThat(scene.ask("@accepts:stub.test", room, "accept 1")).contains("I have accepted");
    scene
        .sandbox()
        .await(
            inviter,
            0,
            record -> record.isDelivered() && hasType(record, "subscribed"),
            Scene.PATIENCE);
    awaitPushTaken(account, inviter);
    assertThat(scene.ask("@accepts:stub.test", room, "invitations"))
        .contains("Nobody waits for your answer");
    assertThat(scene.ask("@accepts:stub.test", room, "contacts")).contains(inviter);
  }

  /// Waits until the bridge has taken a push that shows somebody as a contact.
  private static void awaitPushTaken(String account, String contact) {
    var id =
        scene
            .sandbox()
            .await(account, 0, record -> isPush(record, contact), Scene.PATIENCE)
            .stanza()
            .attribute("id")
            .orElseThrow();
    scene
        .sandbox()
        .awaitSent(account, stanza -> stanza.attribute("id").filter(id::equals).isPresent());
  }

  private static boolean isPush(StanzaRecord record, String contact) {
    var xml = record.stanza().toXml();
    return record.isDelivered()
        && record.stanza().name().equals("iq")
        && record.stanza().attribute("type").filter("set"::equals).isPresent()
        && xml.contains(contact)
        && xml.contains("both");
  }

  /// The service tells the invitation again after something.
  ///
  /// @return a mark behind that
  private static long repeated(String account, long before, Runnable what) {
    scene.sandbox().await(account, before, InvitationsIT::isInvitation, Scene.PATIENCE);
    var mark = scene.sandbox().mark();
    what.run();
    scene.sandbox().await(account, mark, InvitationsIT::isInvitation, Scene.PATIENCE);
    return mark;
  }

  private static boolean isInvitation(StanzaRecord record) {
    return record.isDelivered() && hasType(record, "subscribe");
  }

  private static boolean hasType(StanzaRecord record, String type) {
    return record.stanza().name().equals("presence")
        && record.stanza().attribute("type").filter(type::equals).isPresent();
  }

  private static boolean isCardRequest(StanzaRecord record, String cid) {
    var xml = record.stanza().toXml();
    return xml.contains("vcard-temp") && xml.contains(cid);
  }

  private static boolean isPrompt(StubEvent event) {
    return event.sender().equals(BOT) && event.body().contains("wants to be a contact");
  }

  private static long prompts(String room) {
    return scene.homeserver().events(room).stream().filter(InvitationsIT::isPrompt).count();
  }

  @Rule("INV-4")
  @Test
  void inv4_a_declined_invitation_is_gone_and_nothing_more_is_asked() {
    var account = Cast.user(3);
    var inviter = Cast.contact(4);
    var room = scene.link("@declines:stub.test", account);
    scene.sandbox().invite(inviter, account, "Carl", null);
    scene.await(room, InvitationsIT::isPrompt);

    var answer = scene.ask("@declines:stub.test", room, "decline " + scene.sandbox().jid(inviter));

    assertThat(answer).contains("I have declined", "Carl");
    scene
        .sandbox()
        .await(
            account,
            0,
            record -> record.isSent() && hasType(record, "unsubscribed"),
            Scene.PATIENCE);
    assertThat(scene.ask("@declines:stub.test", room, "invitations"))
        .contains("Nobody waits for your answer");
    assertThat(scene.ask("@declines:stub.test", room, "contacts")).doesNotContain(inviter);
    assertThat(prompts(room)).isEqualTo(1);
  }

  @Rule("INV-3")
  @Test
  void whoever_invites_and_writes_is_accepted_by_a_button_in_his_room() {
    var user = "@presses:stub.test";
    var account = Cast.user(7);
    var inviter = Cast.contact(5);
    var bot = scene.link(user, account);
    scene.sandbox().invite(inviter, account, "Carmen", null);
    scene.await(bot, InvitationsIT::isPrompt);
    scene.sandbox().send(inviter, account, "May I?");
    var room = scene.awaitMessage(Scene.ghost(inviter), "May I?").room();
    assertThat(isRequest(bridgeInfo(room))).isTrue();
    var nothing = JsonNodeFactory.instance.objectNode();

    scene.homeserver().send(user, room, "com.beeper.accept_message_request", nothing);

    scene
        .sandbox()
        .await(
            account, 0, record -> record.isSent() && hasType(record, "subscribed"), Scene.PATIENCE);
    scene.await(room, event -> isBridgeInfo(event) && !isRequest(event.content()));
    scene.await(room, event -> event.body().contains("I have accepted the invitation of"));
    assertThat(isRequest(bridgeInfo(room))).isFalse();
    assertThat(scene.ask(user, bot, "invitations")).contains("Nobody waits for your answer");

    scene.homeserver().send(user, room, "com.beeper.accept_message_request", nothing);
    scene.await(room, event -> event.body().contains("is accepted already"));
    assertThat(scene.sandbox().log(account).stream().filter(InvitationsIT::isAcceptance))
        .hasSize(1);
  }

  @Rule("INV-4")
  @Test
  void whoever_writes_and_then_invites_is_declined_by_a_button_in_his_room() {
    var user = "@dismisses:stub.test";
    var account = Cast.user(8);
    var inviter = Cast.contact(6);
    scene.link(user, account);
    scene.sandbox().send(inviter, account, "It is me");
    var room = scene.awaitMessage(Scene.ghost(inviter), "It is me").room();
    assertThat(isRequest(bridgeInfo(room))).isFalse();
    scene.sandbox().invite(inviter, account, "Caspar", null);
    scene.await(room, event -> isBridgeInfo(event) && isRequest(event.content()));
    var before = scene.homeserver().events(room);

    scene
        .homeserver()
        .send(
            user,
            room,
            "com.beeper.delete_chat",
            JsonNodeFactory.instance.objectNode().put("from_message_request", true));

    scene
        .sandbox()
        .await(
            account,
            0,
            record -> record.isSent() && hasType(record, "unsubscribed"),
            Scene.PATIENCE);
    scene.await(
        room,
        event -> isBridgeInfo(event) && !isRequest(event.content()) && !before.contains(event));
    scene.await(room, event -> event.body().contains("I have declined the invitation of"));
    assertThat(isRequest(bridgeInfo(room))).isFalse();
    assertThat(scene.sandbox().log(account).stream().filter(InvitationsIT::isAcceptance)).isEmpty();
  }

  private static boolean isAcceptance(StanzaRecord record) {
    return record.isSent() && hasType(record, "subscribed");
  }

  private static JsonNode bridgeInfo(String room) {
    return scene.homeserver().state(room, "m.bridge", Scene.DOMAIN + "/messenger");
  }

  private static boolean isBridgeInfo(StubEvent event) {
    return event.type().equals("m.bridge");
  }

  private static boolean isRequest(JsonNode bridgeInfo) {
    return bridgeInfo.path("channel").path("com.beeper.message_request").asBoolean();
  }

  @Rule("ADD-2")
  @Test
  void whoever_is_invited_by_email_accepts_and_the_user_is_told() {
    var room = scene.link("@invites:stub.test", Cast.user(5));

    assertThat(scene.ask("@invites:stub.test", room, "add Contact2@Example.COM Second Friend"))
        .startsWith("I have invited Second Friend (`" + scene.sandbox().jid(Cast.contact(2)));
    awaitInvited(Cast.contact(2), Cast.user(5));
    assertThat(scene.ask("@invites:stub.test", room, "invitations"))
        .contains(Cast.contact(2), "not answered yet");
    scene.sandbox().accept(Cast.contact(2), Cast.user(5));

    var told = scene.await(room, event -> event.body().contains("has accepted your invitation"));
    assertThat(told.body()).contains(Cast.contact(2));
    assertThat(scene.ask("@invites:stub.test", room, "contacts " + Cast.contact(2)))
        .contains(Cast.contact(2));
    assertThat(scene.ask("@invites:stub.test", room, "invitations")).contains("accepted");
    assertThat(scene.sandbox().log(Cast.user(5)))
        .filteredOn(record -> record.isSent() && record.stanza().toXml().contains("@example.com"))
        .allMatch(record -> record.stanza().toXml().contains("getjid"));
  }

  @Test
  void whoever_is_invited_by_id_declines_and_the_user_is_told() {
    var room = scene.link("@turned-down:stub.test", Cast.user(6));

    assertThat(
            scene.ask(
                "@turned-down:stub.test", room, "add " + scene.sandbox().jid(Cast.contact(4))))
        .startsWith("I have invited");
    awaitInvited(Cast.contact(4), Cast.user(6));
    scene.sandbox().decline(Cast.contact(4), Cast.user(6));

    var told = scene.await(room, event -> event.body().contains("has declined your invitation"));
    assertThat(told.body()).contains(Cast.contact(4));
    assertThat(scene.ask("@turned-down:stub.test", room, "invitations")).contains("declined");
  }

  private static void awaitInvited(String cid, String by) {
    Predicate<StanzaRecord> invitation =
        record ->
            isInvitation(record)
                && record
                    .stanza()
                    .attribute("from")
                    .filter(from -> from.startsWith(by))
                    .isPresent();
    scene.sandbox().await(cid, 0, invitation, Scene.PATIENCE);
  }
}
