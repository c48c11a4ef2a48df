package chat.monarch.sandbox.web;

/// How the pages look.
public final class Page {
  private static final String STYLE =
      """
      body { margin: 0; background: #eef2f6; color: #1c2733; font: 16px/1.5 system-ui, sans-serif }
      main { max-width: 26rem; margin: 8vh auto; padding: 2rem; background: #fff;
             border-radius: 12px; box-shadow: 0 2px 16px #1c273322 }
      h1 { font-size: 1.3rem; margin: 0 0 .6rem }
      p { margin: .4rem 0 1rem }
      label { display: flex; align-items: center; gap: .8rem; padding: .6rem .7rem; margin: .4rem 0;
              border: 1px solid #d4dce4; border-radius: 8px; cursor: pointer }
      label:has(:checked) { border-color: #1f6fb2; background: #f0f7fd }
      label img, label .none { width: 40px; height: 40px; border-radius: 50%; background: #d4dce4 }
      small { display: block; color: #5a6b7b }
      ul { padding-left: 1.2rem }
      .buttons { display: flex; gap: .6rem; margin-top: 1.2rem }
      button { flex: 1; padding: .65rem; border: 1px solid #1f6fb2; border-radius: 8px;
               font: inherit; background: #fff; color: #1f6fb2; cursor: pointer }
      button[value=allow] { background: #1f6fb2; color: #fff }
      code { word-break: break-all }
      """;

  private Page() {}

  static String around(String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Messenger sandbox</title>
        <style>
        %s</style>
        </head>
        <body><main>
        %s
        </main></body>
        </html>
        """
        .formatted(STYLE, body);
  }

  /// Text that stands in a page or an attribute.
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
