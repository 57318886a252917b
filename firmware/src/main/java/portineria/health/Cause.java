package portineria.health;

import java.util.regex.Pattern;

/**
 * What tells a thing that is wrong from every other one, as long as it lasts: people are told once
 * of each.
 *
 * @param subject what it is about: a source, an account, a target; empty where there is one of it
 * @param why which of several reasons; when one follows the other, the thing is not over
 */
public record Cause(Topic topic, String subject, String why) {
  private static final Pattern FIGURES = Pattern.compile("(?<![\\w-])[0-9][0-9.,:-]*");

  public Cause {
    if (subject.contains("|")) {
      throw new IllegalArgumentException("it separates: " + subject);
    }
  }

  static Cause of(Topic topic) {
    return new Cause(topic, "", "");
  }

  static Cause of(Topic topic, String subject) {
    return new Cause(topic, subject, "");
  }

  static Cause of(Topic topic, String subject, String why) {
    return new Cause(topic, subject, why);
  }

  /** Of a sentence that has none of its own: the same as long as nothing but figures changes. */
  static Cause of(String sentence) {
    return new Cause(Topic.OTHER, "", FIGURES.matcher(sentence).replaceAll("#"));
  }

  /** As it is written down. */
  public String text() {
    return topic.word() + "|" + subject + "|" + why;
  }

  /** The cause that {@link #text} wrote down. */
  public static Cause parse(String text) {
    String[] parts = text.split("\\|", 3);
    return parts.length == 3
        ? new Cause(Topic.of(parts[0]), parts[1], parts[2])
        : new Cause(Topic.OTHER, "", text);
  }

  /** Whether both are about the same thing, for whatever reason. */
  public boolean isAkin(Cause other) {
    return topic == other.topic
        && subject.equals(other.subject)
        && (topic != Topic.OTHER || why.equals(other.why));
  }
}
