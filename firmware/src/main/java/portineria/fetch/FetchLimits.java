package portineria.fetch;

import java.time.Duration;
import portineria.fetch.pop3.Pop3Limits;

/**
 * The limits of the fetcher; those of a conversation are in {@link Pop3Limits}.
 *
 * @param queueMessages read and not yet delivered, per source: each may hold a spool file open
 * @param queueOctets read and not yet delivered, per source; a larger message passes alone
 * @param batchMessages delivered in one transaction: what one sync of the disk is shared by
 * @param batchOctets delivered in one transaction
 * @param deletesPerSession so that a line that breaks often gets a QUIT through now and then
 * @param refusedInRowMax messages that a server may refuse one after the other before the session
 *     is given up: each is written down, and a server that refuses all of them has another problem
 * @param sizeSamples messages of a session that are read again because LIST gives them another size
 *     than they had, as long as it is not known what LIST is worth: a server on which it is worth
 *     nothing must not cost a transfer of everything
 * @param keyCharsMax of a unique-id that is kept as it is; a longer one is kept as its digest. RFC
 *     1939 §7 allows 70
 * @param trustInPlace how long a message without a usable unique-id is taken for the one that stood
 *     in the same place
 * @param unchanged how long a maildrop whose unique-ids did not change is not looked at closer
 * @param vanishes how long a message must be missing before it is marked as vanished: a server that
 *     lists an empty maildrop for a moment must not cost a transfer of everything
 * @param statusEvery how often a status is written when nothing but its times has changed: a write
 *     per source and minute would wear the card out
 * @param checkWait how long a check waits for a session that is under way
 */
public record FetchLimits(
    Pop3Limits pop3,
    int queueMessages,
    long queueOctets,
    int batchMessages,
    long batchOctets,
    int deletesPerSession,
    int refusedInRowMax,
    int sizeSamples,
    int keyCharsMax,
    Duration trustInPlace,
    Duration unchanged,
    Duration vanishes,
    Duration statusEvery,
    Duration checkWait) {

  public FetchLimits {
    positive("queueMessages", queueMessages);
    positive("queueOctets", queueOctets);
    positive("batchMessages", batchMessages);
    positive("batchOctets", batchOctets);
    positive("deletesPerSession", deletesPerSession);
    positive("refusedInRowMax", refusedInRowMax);
    positive("sizeSamples", sizeSamples);
    positive("keyCharsMax", keyCharsMax);
  }

  /** What the box uses. */
  public static FetchLimits standard() {
    return new FetchLimits(
        Pop3Limits.standard(),
        200,
        4 * 1024 * 1024,
        200,
        4 * 1024 * 1024,
        2000,
        50,
        20,
        200,
        Duration.ofHours(24),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60));
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
