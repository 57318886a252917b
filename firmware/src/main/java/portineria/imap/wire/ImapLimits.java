package portineria.imap.wire;

import java.time.Duration;

/**
 * What a client may ask of a session at most.
 *
 * @param lineOctets one line of a command. RFC 7162 §4 asks for 8,192 at the least; a program that
 *     names 10,000 messages one by one needs 60,000. A longer line can't be resynchronised, because
 *     the literal that it may announce is at its end: BYE
 * @param literalOctets one literal in any command but APPEND: names, passwords, texts to search for
 * @param commandOctets all lines and literals of a command, those of messages not counted: what one
 *     client can make the box hold before it is even understood
 * @param loginOctets the same before login: names and passwords are short
 * @param appendOctets one message in APPEND, told as APPENDLIMIT (RFC 7889); beyond what any
 *     provider accepts. It streams to the disk, so memory is no reason
 * @param appendMessages messages of one APPEND (RFC 3502): each waits in the spool for the last
 * @param nesting parentheses and NOTs within each other; parsing is recursive
 * @param searchKeys keys of one SEARCH: each may mean a walk over the mailbox
 * @param fetchItems items of one FETCH: each may mean a pass over the message
 * @param patterns patterns of one LIST, each matched with each name
 * @param textCharacters a text to search for
 * @param badCommands answered BAD in a row: whoever talks there does not speak IMAP
 * @param failedLogins in one connection; the delays of the authenticator come on top
 * @param commandsBeforeLogin a client needs a handful
 * @param compressedSessions of all doors: each takes 320 KiB, most of it outside the heap, and a
 *     board of 1 GB can spare 32 MB
 * @param idle without a command, IDLE included: RFC 9051 §5.4 asks for 30 minutes at the least
 * @param keepAlive how often IDLE says that it is still there: routers forget silent connections
 */
public record ImapLimits(
    int lineOctets,
    int literalOctets,
    int commandOctets,
    int loginOctets,
    long appendOctets,
    int appendMessages,
    int nesting,
    int searchKeys,
    int fetchItems,
    int patterns,
    int textCharacters,
    int badCommands,
    int failedLogins,
    int commandsBeforeLogin,
    int compressedSessions,
    Duration idle,
    Duration keepAlive) {

  /** What the box uses. */
  public static final ImapLimits STANDARD =
      new ImapLimits(
          64 * 1024,
          64 * 1024,
          256 * 1024,
          8 * 1024,
          150L * 1024 * 1024,
          100,
          50,
          1000,
          100,
          50,
          1000,
          20,
          5,
          100,
          100,
          Duration.ofMinutes(30),
          Duration.ofMinutes(2));

  public ImapLimits {
    if (lineOctets < 1
        || literalOctets < 1
        || commandOctets < 1
        || loginOctets < 1
        || appendOctets < 1
        || appendMessages < 1
        || nesting < 1
        || searchKeys < 1
        || fetchItems < 1
        || patterns < 1
        || textCharacters < 1
        || badCommands < 1
        || failedLogins < 1
        || commandsBeforeLogin < 1
        || compressedSessions < 1
        || !idle.isPositive()
        || !keepAlive.isPositive()) {
      throw new IllegalArgumentException("a limit below 1");
    }
  }
}
