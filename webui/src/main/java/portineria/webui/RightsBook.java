package portineria.webui;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The rights desk: what the box holds of a person, to be shown, handed over and erased (GDPR, art.
 * 15, 20, 17). An address can match half of a firm's correspondence, so a person ticks what is
 * meant.
 */
public interface RightsBook {
  /** Messages of one list; who finds more names the person more exactly, or uses the command. */
  int MATCHES_MAX = 500;

  /** Looks through the mail of all accounts, and writes down that it did. */
  Found find(Person person, String reason, Progress progress) throws Refused;

  /** What is ticked, as it is handed over, with what is kept besides mail. */
  HandedOver handOver(Person person, List<Mark> ticked, String reason, Progress progress)
      throws Refused;

  /**
   * Erases what is ticked for good, all of it or nothing.
   *
   * @return the name of the report
   */
  String erase(Person person, List<Mark> ticked, String reason) throws Refused;

  /** Reports of earlier erasures, the newest first. */
  List<Report> reports();

  /** What a report says. */
  String report(String name) throws Refused;

  /** Deletes a report, which has personal data, when it is not needed any more. */
  void forget(String name) throws Refused;

  /** Who is sought: a message is about the person if any of all this applies to it. */
  record Person(List<String> addresses, List<String> names, List<String> texts) {
    public Person {
      addresses = List.copyOf(addresses);
      names = List.copyOf(names);
      texts = List.copyOf(texts);
    }

    /** In a few words. */
    String said() {
      return String.join(
          ", ", java.util.stream.Stream.of(addresses, names, texts).flatMap(List::stream).toList());
    }
  }

  /** Why a message is about a person, what says most first. */
  enum Ground {
    SENDER,
    RECIPIENT,
    ATTACHED,
    TEXT
  }

  /** A message, by its account and its id there. */
  record Mark(String account, String id) {}

  /** A message about a person. */
  record Match(
      Mark mark,
      String from,
      String to,
      String subject,
      Instant when,
      Set<Ground> grounds,
      List<String> mailboxes,
      boolean isRemoved) {
    public Match {
      grounds = Set.copyOf(grounds);
      mailboxes = List.copyOf(mailboxes);
    }
  }

  /**
   * What was found.
   *
   * @param more whether there are more than are listed
   * @param unreadable messages that can't be read, so that nobody knows
   * @param other what is kept besides mail, each in a line, in the box's own words
   */
  record Found(List<Match> matches, boolean more, int unreadable, List<String> other) {
    public Found {
      matches = List.copyOf(matches);
      other = List.copyOf(other);
    }
  }

  /**
   * A person's data in a file.
   *
   * @param missing how many ticked messages are not in it: they are gone, or can't be read
   */
  record HandedOver(MailBook.Download file, int missing) {}

  /** A report of an erasure. */
  record Report(String name, Instant when) {}
}
