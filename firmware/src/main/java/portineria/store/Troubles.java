package portineria.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with the box, and the messages with which it tells people: remembered, so that
 * nobody hears of a thing twice, whatever was restarted meanwhile. Safe for many threads; one of
 * them writes.
 */
public interface Troubles {
  /** The setting with the accounts that are told of everything, with blanks between. */
  String CARETAKERS_SETTING = "notice.caretakers";

  /** The setting with the addresses outside that are told, with blanks between. */
  String ADDRESSES_SETTING = "notice.addresses";

  /** The setting with the server that takes mail to those: lines of a word, a blank and a value. */
  String SERVER_SETTING = "notice.server";

  /** For how long a notice that was sent is remembered, in days: longer than any comes again. */
  int DAYS_KEPT = 35;

  /** All that is remembered, in the order in which it was first seen. */
  List<Trouble> all();

  /**
   * Replaces all that is remembered, and puts notices into the queue, in one commit. A notice that
   * its recipient was written to already, under the same topic, is left out.
   */
  void put(List<Trouble> all, List<Draft> notices) throws Refusal;

  /** The notices that are still to be sent, the oldest first. */
  List<Notice> waiting();

  /** The notices that were written last, sent or not, the newest first. */
  List<Notice> last(int most);

  /** Whether {@code recipient} was written to of {@code topic}, in the last weeks. */
  boolean isWritten(String recipient, String topic);

  /** The notice has reached its recipient; those that were sent long before are forgotten. */
  void sent(long notice, Instant when) throws Refusal;

  /** The notice could not be sent: it is tried again. */
  void tried(long notice, Instant when, String problem) throws Refusal;

  /** The notice is not sent any more. */
  void drop(long notice) throws Refusal;

  /**
   * Something that is wrong, or was until a moment ago.
   *
   * @param cause tells it from all others, as long as it lasts
   * @param account whose mail it concerns, where it is one account's
   * @param urgency 1 today, 2 now
   * @param english what it is and what to do, as of the last change
   * @param since when it was first seen
   * @param gone since when it is not to be seen any more
   */
  record Trouble(
      String cause,
      Optional<String> account,
      int urgency,
      String english,
      String italian,
      Instant since,
      Optional<Instant> gone,
      Told told) {}

  /**
   * What people were told of a trouble.
   *
   * @param urgency of what they were told last; 0 as long as they were told nothing
   */
  record Told(int urgency, Optional<Instant> first, Optional<Instant> last) {
    public static final Told NOTHING = new Told(0, Optional.empty(), Optional.empty());

    /** Told again. */
    public Told with(int newUrgency, Instant now) {
      return new Told(newUrgency, Optional.of(first.orElse(now)), Optional.of(now));
    }

    public boolean isAnything() {
      return urgency > 0;
    }
  }

  /**
   * A message to somebody.
   *
   * @param recipient {@code inbox:<account>} or {@code mail:<address>}
   * @param topic no recipient is written to twice of the same
   */
  record Draft(
      String recipient,
      String topic,
      Instant written,
      boolean urgent,
      String subject,
      String text) {}

  /**
   * A message to somebody on its way.
   *
   * @param id its number, which is never given out again
   * @param tries how often it could not be sent, the last time at {@code tried}, because of {@code
   *     problem}
   */
  record Notice(
      long id,
      Draft draft,
      int tries,
      Optional<Instant> tried,
      Optional<String> problem,
      Optional<Instant> sent) {}
}
