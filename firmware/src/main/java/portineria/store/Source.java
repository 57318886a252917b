package portineria.store;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An upstream POP3 mailbox that feeds one account.
 *
 * @param sealedPassword encrypted under the key in {@code keys/}; opaque here
 * @param trustPem certificates to trust instead of the system's
 * @param seenAfter at the first import, messages older than this arrive {@code \Seen}
 * @param upstreamOctetsMax how much the provider's mailbox holds, where somebody has said it
 */
public record Source(
    String name,
    String account,
    String host,
    int port,
    Tls tls,
    String user,
    String sealedPassword,
    Keep keep,
    Duration every,
    Optional<String> trustPem,
    MailboxName mailbox,
    Optional<LocalDate> passwordExpires,
    Duration seenAfter,
    boolean paused,
    Optional<Long> upstreamOctetsMax) {

  /** One of which nobody has said how much it holds. */
  public Source(
      String name,
      String account,
      String host,
      int port,
      Tls tls,
      String user,
      String sealedPassword,
      Keep keep,
      Duration every,
      Optional<String> trustPem,
      MailboxName mailbox,
      Optional<LocalDate> passwordExpires,
      Duration seenAfter,
      boolean paused) {
    this(
        name,
        account,
        host,
        port,
        tls,
        user,
        sealedPassword,
        keep,
        every,
        trustPem,
        mailbox,
        passwordExpires,
        seenAfter,
        paused,
        Optional.empty());
  }

  /** How the line is protected. */
  public enum Tls {
    IMPLICIT,
    STARTTLS,
    NONE
  }

  /** How long messages stay upstream. */
  public sealed interface Keep {
    /** For ever. */
    record Forever() implements Keep {}

    /** Until so long after they were fetched. */
    record Days(int days) implements Keep {
      public Days {
        if (days < 0) {
          throw new IllegalArgumentException("days can't be negative");
        }
      }
    }

    /** Until they were read back from a verified backup, and so many days. */
    record Backup(int days) implements Keep {
      public Backup {
        if (days < 0) {
          throw new IllegalArgumentException("days can't be negative");
        }
      }
    }

    /** Not at all: deleted upstream as soon as they are durable here. */
    record None() implements Keep {}
  }
}
