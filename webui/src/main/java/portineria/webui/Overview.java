package portineria.webui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the box is: what the pages Today and Box show. */
public interface Overview {

  /** What needs a person and what is good to know, the urgent first. */
  List<Concern> concerns();

  /** The lights at its front; empty where it has none. */
  List<Lamp> lamps();

  /** What there is to say of the lights besides, such as why there are none. */
  Optional<Sentence> aboutLamps();

  /** All that lights can say. */
  List<Pattern> patterns();

  Disk disk();

  Facts facts();

  /** What came in each hour of the last 30 days, in the order of time; without the empty ones. */
  List<Hour> arrived();

  /** The mail programs that are logged in now. */
  List<Program> programs();

  /**
   * What came within an hour and is still kept.
   *
   * @param begin a whole hour in UTC
   */
  record Hour(Instant begin, long messages, long octets) {}

  /**
   * A mail program.
   *
   * @param device the name of the device, where it has a password of its own
   * @param protocol that it speaks
   * @param from the address of its computer
   * @param connections that it has open
   */
  record Program(
      String account, Optional<String> device, String protocol, String from, int connections) {
    /** The same with so many connections. */
    public Program times(int count) {
      return new Program(account, device, protocol, from, count);
    }
  }

  /**
   * One thing that was found.
   *
   * @param action where a person does something about it, where that is a page
   */
  record Concern(Urgency urgency, Sentence sentence, Optional<Action> action) {}

  /** How soon somebody should do what a sentence says. */
  enum Urgency {
    NONE,
    TODAY,
    NOW
  }

  /** A page on which something can be done about a concern. */
  sealed interface Action {
    /** One mailbox at a provider. */
    record Source(String name) implements Action {}

    record Backup() implements Action {}

    /** All mailboxes at providers. */
    record Sources() implements Action {}

    /** How much each account has. */
    record Accounts() implements Action {}

    /** A part of the page about the box itself. */
    record Box(Part part) implements Action {}

    record Account(String name) implements Action {}

    /** What was deleted from an account. */
    record Removals(String account) implements Action {}
  }

  /** What the page about the box has parts for. */
  enum Part {
    FACTS,
    CERTIFICATE,
    CARETAKERS,
    HEARTBEAT,
    /** Its events, the report for who helps, and starting it again. */
    UPKEEP
  }

  /** Which light it is. */
  enum Light {
    STATUS,
    MAIL,
    ATTENTION
  }

  /**
   * One light.
   *
   * @param says empty where it is dark
   */
  record Lamp(Light light, Optional<Sentence> says) {}

  /** One thing that lights can say, by {@code lights} together, and how one knows it. */
  record Pattern(List<Light> lights, Sentence how, Sentence means) {
    public Pattern {
      lights = List.copyOf(lights);
    }
  }

  /**
   * The disk with the data, in octets.
   *
   * @param mail what the messages in the accounts' mailboxes have
   */
  record Disk(long free, long size, long mail, long messages, int accounts) {
    /** How full it is, from 0 to 100. */
    int percent() {
      return size <= 0 ? 0 : (int) Math.clamp((size - free) * 100.0 / size, 0, 100);
    }
  }

  /**
   * The box itself.
   *
   * @param version of the program; "?" where it was not built as a package
   * @param names by which a browser or mail program can reach it, addresses too
   * @param clockSet whether a time server has set the clock
   */
  record Facts(
      String version,
      String java,
      Instant now,
      boolean clockSet,
      Duration running,
      List<String> names,
      String data) {
    public Facts {
      names = List.copyOf(names);
    }
  }
}
