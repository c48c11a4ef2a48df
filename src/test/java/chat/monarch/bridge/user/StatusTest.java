package chat.monarch.bridge.user;

import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.bridge.work.MessageCounts;
import chat.monarch.bridge.work.Periodic;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.MemoryStatus;
import chat.monarch.testkit.fake.FakeHomeserver;
import chat.monarch.testkit.fake.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusTest {
  private final FakeHomeserver homeserver = new FakeHomeserver();
  private final RoomId room = homeserver.room("!portal:example.org", ALICE);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TestClock clock = new TestClock();
  private final MemoryStatus table = new MemoryStatus();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private boolean statusEvents;
  private boolean receipts;
  private boolean errorNotices = true;
  private final StatusConfig config = new Config();
  private final MessageCounts counts = new MessageCounts(registry);
  private final Statuses statuses = new Statuses(homeserver, config);
  private final Notices notices = new Notices(homeserver, config, statuses, counts);
  private final DeliveryReports reports =
      new DeliveryReports(statuses, config, homeserver, table, counts, threads, clock);
  private final WaitingReports waiting =
      new WaitingReports(
          table, statuses, homeserver, UserFixture.config(Map.of()), new Periodic(threads), clock);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void a_failure_that_is_told_again_is_told_once() {
    statusEvents = true;
    notices.notDelivered(event(1), Trouble.REFUSED, "no such contact");
    notices.notDelivered(event(1), Trouble.REFUSED, "no such contact");

    assertThat(homeserver.said(room))
        .containsExactly("⚠ Your message was not delivered: no such contact.");
    assertThat(homeserver.reported())
        .containsExactly(
            new MessageStatus.Failed(
                event(1).id(),
                Trouble.REFUSED,
                "Your message was not delivered: no such contact."));
  }

  @Test
  void what_the_messenger_has_not_is_told_beside_what_it_is_about() {
    statusEvents = true;
    notices.unsupported(event(2), event(1).id(), "Messenger has no reactions.");
    notices.unsupported(event(3), null, "Messenger cannot delete messages.");

    assertThat(homeserver.said(room))
        .containsExactly("⚠ Messenger has no reactions.", "⚠ Messenger cannot delete messages.");
    assertThat(homeserver.answered()).containsExactly(event(1).id());
    assertThat(homeserver.reported())
        .containsExactly(
            new MessageStatus.Failed(
                event(2).id(), Trouble.UNSUPPORTED, "Messenger has no reactions."),
            new MessageStatus.Failed(
                event(3).id(), Trouble.UNSUPPORTED, "Messenger cannot delete messages."));
    assertThat(count("failed")).isEqualTo(2);
  }

  @Test
  void each_kind_of_telling_can_be_off() {
    errorNotices = false;
    notices.notDelivered(event(1), Trouble.NO_CONNECTION, "you are not signed in");
    notices.mayNotHaveArrived(event(2), "the connection broke");
    reports.delivered(List.of(event(3)));
    threads.close();

    assertThat(homeserver.said()).isEmpty();
    assertThat(homeserver.reported()).isEmpty();
    assertThat(homeserver.read()).isEmpty();
    assertThat(count("failed")).isEqualTo(1);
    assertThat(count("uncertain")).isEqualTo(1);
    assertThat(count("delivered")).isEqualTo(1);
  }

  @Test
  void a_failure_that_cannot_be_told_now_is_not_passed_over() {
    homeserver.goAway();

    assertThatThrownBy(() -> notices.notDelivered(event(1), Trouble.REFUSED, "no"))
        .isInstanceOf(HomeserverException.Unavailable.class);
    assertThat(count("failed")).isZero();
  }

  @Test
  void a_burst_has_a_status_for_each_message_and_one_receipt() {
    statusEvents = true;
    receipts = true;
    reports.delivered(List.of(event(1), event(2), event(3)));
    homeserver.awaitRead(event(3).id());

    assertThat(homeserver.reported()).containsExactly(delivered(1), delivered(2), delivered(3));
    assertThat(homeserver.read()).containsExactly(event(3).id());
  }

  @Test
  void what_could_not_be_reported_is_reported_in_order_when_the_homeserver_is_back() {
    statusEvents = true;
    receipts = true;
    homeserver.goAway();
    reports.delivered(List.of(event(1)));
    reports.delivered(List.of(event(2)));
    homeserver.comeBack();
    reports.delivered(List.of(event(3)));
    homeserver.awaitRead(event(3).id());

    assertThat(homeserver.reported()).containsExactly(delivered(1), delivered(2), delivered(3));
  }

  @Test
  void a_start_repeats_the_last_reports_which_changes_nothing() {
    statusEvents = true;
    receipts = true;
    reports.delivered(List.of(event(1)));
    homeserver.awaitRead(event(1).id());
    table.addDelivered(event(1));
    table.addDelivered(event(2));

    reports.repeatLast();
    homeserver.awaitRead(event(2).id());

    assertThat(homeserver.reported()).containsExactly(delivered(1), delivered(2));
  }

  @Test
  void a_message_that_waits_long_is_reported_once() {
    statusEvents = true;
    table.addWaiting(event(1), clock.instant());
    waiting.look();
    assertThat(homeserver.reported()).isEmpty();

    clock.pass(WaitingReports.PATIENCE.plusMillis(1));
    table.addWaiting(event(2), clock.instant());
    waiting.look();
    waiting.look();

    assertThat(homeserver.reported()).containsExactly(new MessageStatus.Waiting(event(1).id()));
  }

  @Test
  void commands_do_not_wait() {
    statusEvents = true;
    table.addWaiting(event(1, "!messenger ping"), clock.instant());
    clock.pass(Duration.ofMinutes(1));

    waiting.look();

    assertThat(homeserver.reported()).isEmpty();
  }

  @Test
  void nothing_waits_any_more_of_which_it_was_said_what_became_of_it() {
    statusEvents = true;
    notices.notDelivered(event(1), Trouble.REFUSED, "no");
    table.addWaiting(event(1), clock.instant());
    clock.pass(Duration.ofMinutes(1));

    waiting.look();

    assertThat(homeserver.reported()).hasSize(1).noneMatch(MessageStatus.Waiting.class::isInstance);
  }

  @Test
  void a_look_that_broke_off_goes_on_where_it_was() {
    statusEvents = true;
    table.addWaiting(event(1), clock.instant());
    clock.pass(Duration.ofMinutes(1));
    homeserver.goAway();
    assertThatThrownBy(waiting::look).isInstanceOf(HomeserverException.Unavailable.class);

    homeserver.comeBack();
    waiting.look();

    assertThat(homeserver.reported()).containsExactly(new MessageStatus.Waiting(event(1).id()));
  }

  private static MessageStatus delivered(int number) {
    return new MessageStatus.Delivered(new EventId("$event" + number));
  }

  private ReceivedEvent event(int number) {
    return event(number, "text " + number);
  }

  private ReceivedEvent event(int number, String text) {
    var raw = text.getBytes(StandardCharsets.UTF_8);
    return new ReceivedEvent(new EventId("$event" + number), room, ALICE, raw);
  }

  private double count(String outcome) {
    return registry
        .get("monarch.messages")
        .tags("direction", "to_messenger", "outcome", outcome)
        .counter()
        .count();
  }

  private final class Config implements StatusConfig {
    @Override
    public boolean messageStatusEvents() {
      return statusEvents;
    }

    @Override
    public boolean deliveryReceipts() {
      return receipts;
    }

    @Override
    public boolean errorNotices() {
      return errorNotices;
    }
  }
}
