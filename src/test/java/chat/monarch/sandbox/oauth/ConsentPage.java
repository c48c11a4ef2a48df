package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.web.Page;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a person sees who is asked for consent.
final class ConsentPage {
  private ConsentPage() {}

  static String of(AuthorizeEndpoint.Wish wish, List<Persona> people) {
    return """
        <h1>Sign in to Messenger</h1>
        <p><b>%s</b> wants to use your account:</p>
        <ul>%s</ul>
        <form method="post">
        %s
        <div class="buttons">
        <button name="decision" value="allow">Yes</button>
        <button name="decision" value="deny" formnovalidate>No</button>
        </div>
        </form>
        <p><small>This is a sandbox. Nobody here has a password.</small></p>
        """
        .formatted(
            Page.escape(wish.client().id()),
            wish.scopes().stream().map(ConsentPage::scope).collect(Collectors.joining()),
            people.stream().map(ConsentPage::choice).collect(Collectors.joining("\n")));
  }

  static String bad(String sentence) {
    return "<h1>That does not work</h1><p>" + Page.escape(sentence) + "</p>";
  }

  private static String scope(String scope) {
    var meaning =
        switch (scope) {
          case "wl.messenger" -> "chat with your contacts";
          case "wl.offline_access" -> "stay signed in when you are away";
          case "wl.basic", "wl.signin" -> "see your profile";
          case "wl.emails" -> "see your e-mail addresses";
          default -> scope;
        };
    return "<li>" + Page.escape(meaning) + "</li>";
  }

  private static String choice(Persona person) {
    var card = person.card();
    var name = card == null || card.fullName() == null ? person.email() : card.fullName();
    var photo = card == null ? null : card.photo();
    return """
        <label><input type="radio" name="account" value="%s" required>%s
        <span>%s<small>%s</small></span></label>"""
        .formatted(person.cid(), picture(photo), Page.escape(name), Page.escape(person.email()));
  }

  private static String picture(byte @Nullable [] photo) {
    return photo == null
        ? "<span class=\"none\"></span>"
        : "<img alt=\"\" src=\"data:image;base64,"
            + Base64.getEncoder().encodeToString(photo)
            + "\">";
  }
}
