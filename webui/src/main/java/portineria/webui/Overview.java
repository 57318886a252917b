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

    record Account(String name) implements Action {}

    /** What was deleted from an account. */
    record Removals(String account) implements Action {}
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

  /** One thing that lights can say, by {@code lights} together. */
  record Pattern(List<Light> lights, Sentence means) {
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
