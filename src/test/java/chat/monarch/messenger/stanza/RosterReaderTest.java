package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Contact.Subscription;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.testkit.Rule;
import org.junit.jupiter.api.Test;

class RosterReaderTest {
  @Rule("ROS-1")
  @Test
  void an_item_that_cannot_be_read_costs_only_itself() {
    var query =
        Elements.parse(
            "<query xmlns='jabber:iq:roster'>"
                + "<item jid='B@messenger.live.com' name='Bo&#x202E;b' subscription='both'>"
                + "<group>Friends</group></item>"
                + "<item jid='@@' subscription='both'/><item subscription='both'/>"
                + "<item jid='c@messenger.live.com' subscription='odd' ask='subscribe'/>"
                + "<item jid='d@messenger.live.com' subscription='remove'/><other/></query>");

    assertThat(RosterReader.contacts(query))
        .containsExactly(
            new Contact(new RemoteUserId("b@messenger.live.com"), "Bob", Subscription.BOTH, false),
            new Contact(new RemoteUserId("c@messenger.live.com"), null, Subscription.NONE, true));
    assertThat(RosterReader.removed(query))
        .containsExactly(new RemoteUserId("d@messenger.live.com"));
  }
}
