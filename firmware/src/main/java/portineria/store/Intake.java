package portineria.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of one source. A key is the server's UIDL, or what the fetcher puts in its place
 * where that is missing or not unique. One fetcher at a time uses it.
 */
public interface Intake {

  /** Those of {@code keys} that were taken in already. */
  Set<String> known(Collection<String> keys);

  /**
   * What was taken in with these octets, whatever its key, and whether it is still upstream or not:
   * a server may renumber. What was erased since is among it, while it is upstream.
   */
  List<Seen> withDigest(Digest digest);

  /**
   * All that is remembered of messages that, as far as is known, are still upstream. Of one that
   * was erased the digest is not remembered, and something else stands in its place.
   */
  List<Seen> upstream();

  /**
   * Takes messages in: octets, entry, flags and key in one transaction, all or none. Of one that
   * the account had erased, only the key: it counts as taken in, and stays erased.
   *
   * <p>A key whose earlier message is gone upstream may come again, because servers reuse their
   * unique-ids: from now on it means the new message, which is upstream. The earlier one stays
   * known by its digest: perhaps it is not gone.
   *
   * @return their UIDs, in order; none of one that was erased
   */
  List<Optional<Uid>> deliver(Mailbox into, List<Fetched> fetched) throws Refusal;

  /**
   * The message that was known by one key has another one now, and is upstream, whatever was
   * thought before. Both keys may be the same: a message that was thought gone is there again. A
   * message that is gone and had the new key stays known by its digest; what failed by that key is
   * no failure any more.
   */
  void rename(Map<String, String> newKeyByOldKey) throws Refusal;

  /** The server has confirmed our deletion, by its {@code +OK} to QUIT: RFC 1939 §6. */
  void deletedUpstream(Collection<String> keys, Instant when) throws Refusal;

  /** These went away without our doing. */
  void vanishedUpstream(Collection<String> keys, Instant when) throws Refusal;

  /** A message that could not be fetched: it is tried again later. */
  void failed(String key, String reason, Instant when) throws Refusal;

  /** What could not be fetched, was not taken in since, and is not forgotten. */
  List<Failure> failures();

  /** These are failures no more, whatever became of the messages. */
  void forgetFailures(Collection<String> keys) throws Refusal;

  /**
   * A message that was taken in.
   *
   * @param octets how many it has
   * @param fetched when
   */
  record Seen(String key, Digest digest, long octets, Instant fetched) {}

  /** A message on its way in. */
  record Fetched(String key, Mailbox.Delivery delivery, Instant when) {}

  /**
   * A message that could not be fetched.
   *
   * @param attempts how often it was tried, 1 at the least
   * @param lastReason the server's words
   */
  record Failure(String key, int attempts, Instant lastAttempt, Optional<String> lastReason) {}
}
