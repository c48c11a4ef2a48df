package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.stanza.BodyParts;
import chat.monarch.messenger.stanza.CardReader;
import chat.monarch.messenger.stanza.Jids;
import chat.monarch.messenger.stanza.SmackSetup;
import chat.monarch.messenger.stanza.StanzaReader;
import chat.monarch.messenger.stanza.Typed;
import chat.monarch.messenger.transport.Connector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The Messenger service: a supervised connection for each account.
@ApplicationScoped
public class Sessions implements Messenger {
  /// All accounts together sign in so often a second: after a restart thousands want to at once.
  private static final int SIGN_INS_PER_SECOND = 50;

  /// A proof costs a question and an answer: little, shared by so many messages.
  private static final int BURST = 100;

  private final MessengerConfig config;
  private final Supervisor.Tools tools;
  private final BodyParts parts;

  @Inject
  Sessions(MessengerConfig config, Connector connector, Clock clock) {
    this(config, connector, Patience.USUAL, clock);
  }

  Sessions(MessengerConfig config, Connector connector, Patience patience, InstantSource clock) {
    SmackSetup.ensureStarted();
    this.config = config;
    this.parts = new BodyParts(config.message().maxBytes());
    this.tools =
        new Supervisor.Tools(
            config,
            new SignIn(connector, config),
            new StanzaReader(config.domain(), clock),
            new Pace(SIGN_INS_PER_SECOND),
            patience,
            clock);
  }

  @Override
  public Session open(@Nullable RemoteUserId account, TokenSource tokens, SessionEvents events) {
    var backOff = new BackOff(tools.patience(), new Random());
    var supervisor = new Supervisor(tools, account, tokens, events, backOff);
    Thread.ofVirtual().name("messenger").start(supervisor);
    return new SupervisedSession(
        supervisor,
        new Sending(config),
        new Cards(new CardReader(config.vcard().maxPhotoBytes())),
        new Subscriptions(config));
  }

  @Override
  public int burst() {
    var rate = config.message().rate();
    return rate == 0 ? BURST : Math.clamp(rate, 1, BURST);
  }

  @Override
  public List<String> parts(String text) {
    return parts.of(text);
  }

  @Override
  public @Nullable RemoteUserId readAccount(String typed) {
    return Jids.user(typed.strip(), config.domain()).orElse(null);
  }

  @Override
  public @Nullable String readEmail(String typed) {
    return Typed.email(typed).orElse(null);
  }

  @Override
  public @Nullable String readName(String typed) {
    return Typed.name(typed);
  }
}
