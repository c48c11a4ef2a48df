package chat.monarch.messenger.stanza;

import java.util.function.Consumer;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.IqData;

/// An IQ with one payload that Smack has no class for, or a heavier one than we need.
final class PayloadIq extends IQ {
  private final Consumer<IQChildElementXmlStringBuilder> content;

  /// @param content writes attributes and children
  PayloadIq(
      IqData head,
      String name,
      String namespace,
      Consumer<IQChildElementXmlStringBuilder> content) {
    super(head, name, namespace);
    this.content = content;
  }

  @Override
  protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
      IQChildElementXmlStringBuilder xml) {
    content.accept(xml);
    return xml;
  }
}
