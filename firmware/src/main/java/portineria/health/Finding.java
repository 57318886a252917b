package portineria.health;

/**
 * One thing that was found.
 *
 * @param urgency how soon somebody should do what the sentence says
 */
public record Finding(Urgency urgency, String sentence) {
  static Finding note(String sentence) {
    return new Finding(Urgency.NONE, sentence);
  }

  static Finding need(String sentence) {
    return new Finding(Urgency.TODAY, sentence);
  }

  static Finding alarm(String sentence) {
    return new Finding(Urgency.NOW, sentence);
  }

  /** Whether somebody should do what the sentence says. */
  public boolean needsPerson() {
    return urgency != Urgency.NONE;
  }
}
