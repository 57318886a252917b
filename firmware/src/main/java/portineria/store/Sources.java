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

  /** How programs send for a source's address, if somebody has said it. */
  Optional<Sending> sending(String name);

  void putSending(String name, Sending sending) throws Refusal;

  /** Why a source can't be fetched. */
  enum Why {
    /** User or password. */
    PASSWORD,
    /** No line that can be trusted: the certificate, or no TLS at all. */
    CERTIFICATE,
    /** No way to the server, or the line broke. */
    NETWORK,
    /** The server lets nobody in, or does not speak as it should. */
    PROVIDER,
    /** The session went to its end, and some messages could not be fetched. */
    MESSAGES,
    /** It is this box that can't take mail in. */
    BOX,
    /** The account holds as much as it may: the rest waits at the provider. */
    FULL
  }

  /**
   * How a source was last found.
   *
   * @param lastSuccess when a session last ended well
   * @param problem what is wrong, in a sentence, since {@code problemSince}
   * @param emptiedByOther another program has deleted messages upstream, last seen then
   * @param why what kind of problem it is
   * @param certificateUntil how long the certificate holds that the server showed last
   */
  record Status(
      Optional<Instant> lastAttempt,
      Optional<Instant> lastSuccess,
      Optional<String> problem,
      Optional<Instant> problemSince,
      Optional<Instant> emptiedByOther,
      int upstreamMessages,
      long upstreamOctets,
      Optional<Why> why,
      Optional<Instant> certificateUntil) {

    /** One that says nothing of the kind of the problem, nor of a certificate. */
    public Status(
        Optional<Instant> lastAttempt,
        Optional<Instant> lastSuccess,
        Optional<String> problem,
        Optional<Instant> problemSince,
        Optional<Instant> emptiedByOther,
        int upstreamMessages,
        long upstreamOctets) {
      this(
          lastAttempt,
          lastSuccess,
          problem,
          problemSince,
          emptiedByOther,
          upstreamMessages,
          upstreamOctets,
          Optional.empty(),
          Optional.empty());
    }

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
