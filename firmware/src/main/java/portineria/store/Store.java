package portineria.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that one box keeps. One process owns the data; every method may be called by many threads.
 *
 * <p>Methods that change something wait for the group commit that carries the change; they throw
 * {@link Refusal} when the store can't or won't, and then nothing was changed.
 */
public interface Store extends AutoCloseable {

  /** Who may log in, and with which devices. */
  Directory directory();

  /** The names of all accounts, the closed ones included, sorted. */
  List<String> accountNames();

  /**
   * The mail of the account {@code name}. What is done through the returned object is done by
   * {@code actor}.
   */
  Optional<Account> account(String name, Actor actor);

  /**
   * Makes an account with INBOX, Drafts, Sent, Junk, Trash and Archive, subscribed to all of them,
   * and a login without a password: RFC 6154 §2.
   *
   * @param name in lower case: letters and digits, then also {@code . _ @ + -}; at most 64
   *     characters; any other is refused with {@code CANNOT}, because a volume's paths begin with
   *     it
   */
  Account createAccount(String name, Actor actor) throws Refusal;

  /**
   * Erases messages for good, in whatever mailboxes they are or were: bytes, entries, and all that
   * was derived from them. Nothing brings them back: not the fetcher, nor an upload, nor an older
   * index. Holds and retention are asked by who calls this.
   *
   * <p>It takes its time and holds nobody up: mail comes and goes meanwhile. Who still has such a
   * message in view hears of its removal as of any other, and gets {@link ErasedMessage} when
   * reading it, never other octets. From its beginning on it is not to be stopped: when it is
   * interrupted, by {@link Refusal} or the end of the program, the rest is done later, at the next
   * start at the latest.
   *
   * @return those that were erased; the others were not there
   * @throws Refusal with {@code IN_USE} when other holds are in force than it was judged by, and
   *     nothing was erased; with {@code UNAVAILABLE}, {@code NO_SPACE} or {@code IN_USE} also when
   *     it was begun and could not be finished for now
   */
  List<Erasure.Target> erase(Erasure erasure, Erasure.Progress progress) throws Refusal;

  /**
   * Whether there may be octets of messages that are to be erased: somebody erases, or was
   * interrupted. A store that is opened for changes finishes that first.
   */
  boolean isErasing();

  /**
   * From now on {@code derived} is told of erased messages, until the subscription is closed. Where
   * nobody is told, {@code search.db} is deleted by an erasure.
   */
  Subscription tellOfErased(Derived derived);

  /** The upstream mailboxes that feed the accounts. */
  Sources sources();

  /** All messages, whether or not a mailbox lists them. */
  Contents contents();

  /** Whose mailboxes others may use. */
  Sharing sharing();

  /** How long mail is kept. */
  Decisions decisions();

  /** Whether what is kept still is what was received. */
  Scrub scrub();

  /** What is wrong with the box, and who was told. */
  Troubles troubles();

  /** What was done to the box and with people's mail. */
  Audit audit();

  /**
   * The same store; each change that is made through what it gives is recorded as {@code act}, in
   * the same commit. What is refused is not recorded, and what can't be recorded is refused.
   */
  Store recording(Act act);

  /**
   * Takes away what only tells that somebody was here, as far as it is from before {@code before}:
   * when devices were last seen, and the words of servers about messages that could not be fetched.
   */
  void forgetTraces(Instant before) throws Refusal;

  /** All messages in the order in which they came, whatever became of them. */
  Arrivals arrivals();

  /**
   * What there was, by a copy of an index that came out of a backup.
   *
   * @param index taken over by this: the file is gone afterwards
   * @throws IOException with a sentence, where it can't be read
   */
  Bygone bygone(Path index) throws IOException;

  /** A named value of the box's settings. */
  Optional<String> setting(String key);

  /** Remembers a setting. */
  void putSetting(String key, String value) throws Refusal;

  /** Whether the store is open for reading only, after crashes or because a disk failed. */
  default boolean isReadOnly() {
    return readOnlyReason().isPresent();
  }

  /** Why it is open for reading only, in a sentence, where it is. */
  Optional<String> readOnlyReason();

  /**
   * What mail can't be read because its file is missing or cut short, in sentences that say what to
   * do; none when all files are there. It looks at each file and at no message: a second for a
   * million of them.
   */
  List<String> losses() throws IOException;

  /** Finishes what was acknowledged or is under way, then closes the files. */
  @Override
  void close();
}
