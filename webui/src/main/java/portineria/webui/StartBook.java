package portineria.webui;

import java.util.List;
import java.util.Optional;
import portineria.webui.SourceBook.Check;
import portineria.webui.SourceBook.Settings;

/**
 * The first start: a row of steps that a person is led through, and can leave and come back to.
 * Each step does what the other pages do, too; this only remembers how far somebody has come.
 */
public interface StartBook {

  /** The steps, in their order. */
  enum Step {
    NAMES,
    ACCOUNTS,
    SOURCES,
    IMPORT,
    RECOVERY,
    BACKUP,
    PROGRAMS,
    TIDY;

    /** The one that comes then; empty after the last. */
    public Optional<Step> next() {
      List<Step> all = List.of(values());
      return all.stream().skip(all.indexOf(this) + 1L).findFirst();
    }
  }

  /** Where somebody goes on; empty where it was never begun, or is over. */
  Optional<Step> step();

  /** From now on somebody goes on there; empty: it is over. */
  void goOn(Optional<Step> step) throws Refused;

  Names names();

  /**
   * Names the office and the box, and says in which language the box names what it shows to mail
   * programs.
   */
  void name(Names names, boolean italian) throws Refused;

  /** Names them anew, and leaves the language. */
  void rename(Names names) throws Refused;

  /**
   * Logs in at a provider with settings that are not stored; takes as long as the provider does.
   */
  Tried tryOut(Settings settings, String password) throws Refused;

  /**
   * The places of two recovery words that a person types back, counted from 1: drawn anew each
   * time.
   */
  List<Integer> drawWords();

  /** Whether these are the words at those places. */
  boolean areWords(List<Integer> places, List<String> typed) throws Refused;

  /** What came of a try; {@code reason} is what a person is told first. */
  record Tried(Check check, Optional<Reason> reason) {}

  /** Why a mailbox can't be fetched, as far as it can be said in the person's language. */
  enum Reason {
    UNREACHABLE,
    INSECURE,
    PASSWORD,
    /** Another program has it open at this moment. */
    IN_USE,
    LATER,
    PROVIDER
  }

  /**
   * What the sheets and pages call the office and the box; both may be empty.
   *
   * @param box such as "the box in the archive"
   */
  record Names(String office, String box) {}
}
