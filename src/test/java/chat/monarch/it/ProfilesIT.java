package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubHomeserver.Edited;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ghosts and rooms follow what contacts' cards say. Every sign-in finds all cards too old here.
final class ProfilesIT {
  private static final int MANY = 200;
  private static final int WITH_ROOMS = 3;
  private static final String POPULAR = "00000000000a0001";
  private static final String INVITER = "00000000000b0001";

  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = new ArrayList<>(Cast.pairs(5, -1).accounts());
    var contacts = IntStream.range(0, MANY).mapToObj(ProfilesIT::friend).toList();
    contacts.forEach(
        cid ->
            people.add(
                Persona.named(cid, cid + "@example.com", "Card of " + cid)
                    .with(Card.named("Card of " + cid).withPhoto(Cast.PIXEL, null))
                    .withRoster(Persona.Contact.mutual(POPULAR, null))));
    people.add(
        Persona.named(POPULAR, "popular@example.com", "Popular")
            .withRoster(
                contacts.stream()
                    .map(cid -> Persona.Contact.mutual(cid, null))
                    .toArray(Persona.Contact[]::new)));
    people.add(
        Persona.named(INVITER, "inviter@example.com", "Card of the inviter")
            .with(new NativePresence("NLN", null)));
    scene =
        Scene.start(
            folder,
            SandboxOptions.defaults().withPersonas(Personas.of(people)),
            Map.of("monarch.messenger.vcard.refresh", "0s"));
    scene.sandbox().set("presence.photo_hash", "on");
    // it takes its time (VC-6): the other tests run meanwhile
    scene.link("@popular:stub.test", POPULAR);
    IntStream.range(0, WITH_ROOMS)
        .forEach(i -> scene.sandbox().send(friend(i * 50), POPULAR, "Hello"));
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  private static String friend(int i) {
    return "%016x".formatted(0xf0000 + i);
  }

  private static long cardRequests(String account, String cid) {
    return scene.sandbox().log(account).stream().filter(isCardRequest(cid)).count();
  }

  private static Predicate<StanzaRecord> isCardRequest(String cid) {
    return record ->
        record.isSent()
            && record.stanza().child(Ns.VCARD, "vCard").isPresent()
            && record.stanza().attribute("to").filter(scene.sandbox().jid(cid)::equals).isPresent();
  }

  /// What was written into a ghost's profile under that key.
  private static List<String> written(String cid, String key) {
    return scene.homeserver().edits().stream()
        .filter(edit -> edit.user().equals(Scene.ghost(cid)) && edit.key().equals(key))
        .map(Edited::value)
        .toList();
  }

  private static byte[] picture(String format, int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  /// Links the account of a pair, and has its contact open a room.
  private static String talk(int pair) {
    scene.link("@profile" + pair + ":stub.test", Cast.user(pair));
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), "Hello from " + pair);
    return scene.awaitMessage(Scene.ghost(Cast.contact(pair)), "Hello from " + pair).room();
  }

  private static void awaitRoomName(String room, String name) {
    scene.await(
        room,
        event ->
            event.type().equals("m.room.name")
                && event.content().path("name").asText().equals(name));
  }

  private static void awaitRoomPicture(String room, String uri) {
    scene.await(
        room,
        event ->
            event.type().equals("m.room.avatar")
                && event.content().path("url").asText("").equals(uri));
  }

  @Rule({"VC-2", "VC-6", "ROS-2"})
  @Test
  void a_new_photo_and_a_new_name_are_shown_once_and_the_same_ones_cost_nothing() throws Exception {
    var contact = Cast.contact(1);
    var ghost = Scene.ghost(contact);
    var room = talk(1);
    assertThat(scene.homeserver().pictures(ghost)).hasSize(1);

    var photo = picture("jpeg", 96, 96);
    scene
        .sandbox()
        .changeCard(contact, Card.named("Contact 1").withPhoto(photo, "application/x-evil"));

    var shown = scene.homeserver().awaitPictures(ghost, 2, Scene.PATIENCE).getLast();
    assertThat(scene.homeserver().media(shown)).isEqualTo(photo);
    assertThat(scene.homeserver().mediaType(shown)).isEqualTo("image/jpeg");
    awaitRoomPicture(room, shown);

    scene.sandbox().changeCard(contact, Card.named("Renamed").withPhoto(photo, null));
    scene.sandbox().drop(Cast.user(1));

    scene.homeserver().awaitName(ghost, "Renamed", Scene.PATIENCE);
    awaitRoomName(room, "Renamed");
    assertThat(written(contact, "displayname")).containsExactly("Contact 1", "Renamed");
    assertThat(scene.homeserver().pictures(ghost)).hasSize(2);
    assertThat(
            scene
                .homeserver()
                .state(room, "m.bridge", Scene.DOMAIN + "/messenger")
                .path("channel")
                .path("displayname")
                .asText())
        .isEqualTo("Renamed");
    // at first sight, by the hash of the photo, by age
    assertThat(cardRequests(Cast.user(1), contact)).isEqualTo(3);
  }

  @Rule("VC-2")
  @Test
  void photos_that_are_too_large_are_left_out_and_one_that_was_removed_is_taken_away()
      throws Exception {
    var contact = Cast.contact(2);
    var ghost = Scene.ghost(contact);
    var room = talk(2);
    var heavy = Arrays.copyOf(picture("png", 9, 9), 600_000);

    scene.sandbox().changeCard(contact, Card.named("Heavy").withPhoto(heavy, "image/png"));
    scene.homeserver().awaitName(ghost, "Heavy", Scene.PATIENCE);
    scene
        .sandbox()
        .changeCard(contact, Card.named("Wide").withPhoto(picture("png", 5000, 1), "image/png"));
    scene.homeserver().awaitName(ghost, "Wide", Scene.PATIENCE);
    assertThat(scene.homeserver().pictures(ghost)).hasSize(1);

    scene.sandbox().changeCard(contact, Card.named("Wide"));
    assertThat(scene.homeserver().awaitPictures(ghost, 2, Scene.PATIENCE)).last().isEqualTo("");
    awaitRoomPicture(room, "");
  }

  @Rule({"VC-3", "VC-6", "INV-2"})
  @Test
  void who_is_no_contact_yet_is_asked_for_his_card_when_he_is() throws Exception {
    var room = scene.link("@asked:stub.test", Cast.user(3));
    scene.sandbox().invite(INVITER, Cast.user(3), "Nick", null);
    scene.await(room, event -> event.body().contains("wants to be a contact"));
    scene.sandbox().send(INVITER, Cast.user(3), "May I?");
    var shown = scene.awaitMessage(Scene.ghost(INVITER), "May I?");
    assertThat(cardRequests(Cast.user(3), INVITER)).isZero();
    assertThat(scene.homeserver().state(shown.room(), "m.room.name", "").path("name").asText())
        .isEqualTo("Nick");

    assertThat(scene.ask("@asked:stub.test", room, "accept 1")).contains("I have accepted");

    scene.homeserver().awaitName(Scene.ghost(INVITER), "Card of the inviter", Scene.PATIENCE);
    awaitRoomName(shown.room(), "Card of the inviter");
    assertThat(cardRequests(Cast.user(3), INVITER)).isOne();
  }

  @Test
  void a_name_of_the_users_own_is_the_name_of_his_room() {
    var bot = scene.link("@profile4:stub.test", Cast.user(4));
    scene.sandbox().send(Cast.contact(4), Cast.user(4), "Hello");
    var room = scene.awaitMessage(Scene.ghost(Cast.contact(4)), "Hello").room();

    scene.ask("@profile4:stub.test", bot, "add contact4@example.com My Friend");

    awaitRoomName(room, "My Friend");
    assertThat(written(Cast.contact(4), "displayname")).containsExactly("Contact 4");
  }

  /// It lasts a hundred seconds, as it goes by VC-6.
  @Rule("VC-6")
  @Test
  void a_first_sign_in_reads_each_card_once_and_writes_no_profile_twice() {
    var last = friend(MANY - 1);
    scene.sandbox().await(POPULAR, 0, isCardRequest(last), Duration.ofSeconds(150));

    var friends = IntStream.range(0, MANY).mapToObj(ProfilesIT::friend).toList();
    assertThat(friends).allMatch(cid -> cardRequests(POPULAR, cid) == 1);
    for (var key : List.of("displayname", "avatar_url")) {
      assertThat(friends.stream().filter(cid -> written(cid, key).size() == 1)).hasSize(WITH_ROOMS);
      assertThat(friends).noneMatch(cid -> written(cid, key).size() > 1);
    }
  }
}
