package portineria.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The upstream mailboxes, and what became of their messages. */
public interface Sources {
  List<Source> all();

  Optional<Source> source(String name);

  void add(Source source) throws Refusal;

  /** Changes a source; what was seen survives. */
  void update(Source source) throws Refusal;

  /** Forgets a source and what was seen of it; its mail stays. */
  void remove(String name) throws Refusal;

  /** What was seen of one source. */
  Intake intake(String name) throws Refusal;

  Status status(String name);

  void putStatus(String name, Status status) throws Refusal;

  /**
   * How a source was last found.
   *
   * @param lastSuccess when a session last ended well
   * @param problem what is wrong, in a sentence, since {@code problemSince}
   * @param emptiedByOther another program has deleted messages upstream, last seen then
   */
  record Status(
      Optional<Instant> lastAttempt,
      Optional<Instant> lastSuccess,
      Optional<String> problem,
      Optional<Instant> problemSince,
      Optional<Instant> emptiedByOther,
      int upstreamMessages,
      long upstreamOctets) {
    public static final Status NEVER =
        new Status(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0);
  }
}
