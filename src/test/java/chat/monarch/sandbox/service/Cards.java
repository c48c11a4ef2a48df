package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// vCards (B.9).
final class Cards {
  private final Directory directory;
  private final Switches switches;

  Cards(Directory directory, Switches switches) {
    this.directory = directory;
    this.switches = switches;
  }

  Element answer(Request request) throws StanzaFault {
    if (request.isSet()) {
      throw StanzaFault.of("cancel/" + switches.get(Switch.VCARD_REFUSAL));
    }
    if (!request.payload().name().equals("vCard")) {
      throw StanzaFault.of("cancel/service-unavailable");
    }
    return toElement(owner(request).card());
  }

  /// VC-3: whose card may be seen by whom.
  private Account owner(Request request) throws StanzaFault {
    var to = request.to();
    if (to == null || request.isForOwnAccount()) {
      return request.account();
    }
    if (!to.isBare() || to.local() == null) {
      throw StanzaFault.of("cancel/service-unavailable");
    }
    if (!directory.isOurs(to)) {
      throw StanzaFault.of("cancel/remote-server-not-found");
    }
    var owner = directory.find(to).orElseThrow(() -> StanzaFault.of("cancel/item-not-found"));
    var item = request.account().item(to);
    if (item == null || !item.seesContact()) {
      throw StanzaFault.of("auth/forbidden");
    }
    return owner;
  }

  private Element toElement(@Nullable Card card) {
    var element = Element.of(Ns.VCARD, "vCard");
    if (card == null) {
      return element;
    }
    element = with(element, "FN", card.fullName());
    if (card.family() != null || card.given() != null) {
      var name = Element.of(Ns.VCARD, "N");
      element = element.with(with(with(name, "FAMILY", card.family()), "GIVEN", card.given()));
    }
    return photo(with(element, "NICKNAME", card.nickname()), card);
  }

  private Element photo(Element element, Card card) {
    var bytes = card.photo();
    if (bytes == null) {
      return element;
    }
    var lines = switches.isOn(Switch.VCARD_LINE_BREAKS);
    var encoder = lines ? Base64.getMimeEncoder(76, new byte[] {'\n'}) : Base64.getEncoder();
    var text = encoder.encodeToString(bytes);
    if (switches.isOn(Switch.FAULT_TRUNCATED_VCARD)) {
      text = text.substring(0, text.length() / 8 * 4 + 1);
    }
    var photo = with(Element.of(Ns.VCARD, "PHOTO"), "TYPE", card.photoType());
    return element.with(photo.with(Element.of(Ns.VCARD, "BINVAL", text)));
  }

  private static Element with(Element element, String name, @Nullable String text) {
    return text == null ? element : element.with(Element.of(Ns.VCARD, name, text));
  }
}
