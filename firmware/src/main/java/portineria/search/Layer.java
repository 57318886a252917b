package portineria.search;

/** The two halves of each message's text, each with a table of texts and one of trigrams. */
enum Layer {
  HEAD("heads", "head_texts"),
  BODY("bodies", "body_texts");

  private final String insertTrigrams;
  private final String insertText;
  private final String deleteTrigrams;
  private final String deleteText;
  private final String optimize;
  private final String candidates;
  private final String texts;

  Layer(String trigrams, String texts) {
    this.insertTrigrams = "INSERT INTO " + trigrams + " (rowid, text) VALUES (?, ?)";
    this.insertText = "INSERT INTO " + texts + " (message, text) VALUES (?, ?)";
    this.deleteTrigrams = "DELETE FROM " + trigrams + " WHERE rowid = ?";
    this.deleteText = "DELETE FROM " + texts + " WHERE message = ?";
    this.optimize = "INSERT INTO " + trigrams + " (" + trigrams + ") VALUES ('optimize')";
    this.candidates =
        "SELECT rowid FROM "
            + trigrams
            + " WHERE "
            + trigrams
            + " MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid";
    this.texts = "SELECT message, text FROM " + texts + " WHERE message BETWEEN ? AND ?";
  }

  String insertTrigrams() {
    return insertTrigrams;
  }

  String insertText() {
    return insertText;
  }

  String deleteTrigrams() {
    return deleteTrigrams;
  }

  String deleteText() {
    return deleteText;
  }

  /** Merges all that FTS5 has into one; what was deleted is gone from it then. */
  String optimize() {
    return optimize;
  }

  /** The messages that match an expression, among those from one number to another. */
  String candidates() {
    return candidates;
  }

  /** The texts of the messages from one number to another. */
  String texts() {
    return texts;
  }
}
