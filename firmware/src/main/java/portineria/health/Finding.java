package portineria.health;

/**
 * One thing that was found.
 *
 * @param needsPerson whether somebody should do what the sentence says
 */
public record Finding(boolean needsPerson, String sentence) {
  static Finding note(String sentence) {
    return new Finding(false, sentence);
  }

  static Finding need(String sentence) {
    return new Finding(true, sentence);
  }
}
