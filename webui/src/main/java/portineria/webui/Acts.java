package portineria.webui;

/** What most buttons do: something is done, and the page that they are on says so. */
final class Acts {
  private Acts() {}

  /** Something that may be refused. */
  @FunctionalInterface
  interface Act {
    void run() throws Refused;
  }

  /**
   * Does it, and goes on to {@code path}, which says that it was done, or why not.
   *
   * @param key of the words that say so
   */
  static Answer done(Ask ask, String path, String key, Act act) {
    try {
      act.run();
      ask.who().note(true, ask.words().say(key));
    } catch (Refused refused) {
      ask.who().note(false, ask.words().why(refused));
    }
    return Answer.seeOther(path);
  }

  /** {@code name} as a piece of a path. */
  static String encoded(String name) {
    return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}
