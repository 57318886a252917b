package portineria.vault.audit;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import portineria.fetch.Ages;
import portineria.fetch.TrustedClock;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Refusal;
import portineria.store.Store;

/**
 * The clock of logs with personal data, which is not that of the correspondence: what tells who was
 * here and who did what goes after some weeks. The other half of it is the journal's, which keeps
 * what the box prints for as long as its own setting says.
 */
public final class PersonalLogs {
  /** Days, where nobody has said otherwise. */
  public static final int DAYS = 21;

  public static final int DAYS_MAX = 3660;

  private static final Actor BOX = new Actor("", "box");
  private static final int PAGE = 1000;

  private final Store store;
  private final TrustedClock clock;

  public PersonalLogs(Store store, TrustedClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What has a time of its own. */
  public enum Log {
    /** When devices were last seen, and what servers said about messages. */
    TRACES("logs.days", Act.Figure.LOG_DAYS),
    /** What stands beside the audit chain. */
    NAMES("audit.names.days", Act.Figure.NAME_DAYS);

    private final String setting;
    private final Act.Figure figure;

    Log(String setting, Act.Figure figure) {
      this.setting = setting;
      this.figure = figure;
    }

    /** How many days it is kept. */
    public int days(Store store) {
      return store.setting(setting).map(Integer::parseInt).orElse(DAYS);
    }

    /** Sets how many days it is kept. */
    public void keep(Store store, Actor by, int days) throws Refusal {
      if (days < 1 || days > DAYS_MAX) {
        throw new Refusal(Refusal.Reason.CANNOT, "logs are kept for 1 to " + DAYS_MAX + " days");
      }
      Act act = Act.of(Act.Kind.SETTINGS_CHANGED, by).with(figure, days);
      store.recording(act).putSetting(setting, Integer.toString(days));
    }
  }

  /**
   * Takes away what is past its time.
   *
   * @return false while nobody knows how late it is: then nothing goes
   */
  public boolean clean() throws Refusal {
    Ages ages = Ages.asOf(clock, store);
    if (!ages.clockTrusted()) {
      return false;
    }
    store.forgetTraces(ages.now().minus(Duration.ofDays(Log.TRACES.days(store))));
    OptionalLong upTo = lastPast(ages, Duration.ofDays(Log.NAMES.days(store)));
    if (upTo.isPresent()) {
      store.audit().forgetNames(upTo.getAsLong(), BOX);
    }
    return true;
  }

  /**
   * The last of those entries that have names and are past their time. An entry is at least as old
   * as each later one, whatever the box's clock said when it was written.
   */
  private OptionalLong lastPast(Ages ages, Duration time) {
    OptionalLong last = OptionalLong.empty();
    OptionalLong first = store.audit().firstNamed();
    if (first.isEmpty()) {
      return last;
    }
    List<Audit.Entry> page = store.audit().entries(first.getAsLong() - 1, PAGE);
    while (!page.isEmpty()) {
      for (Audit.Entry entry : page) {
        if (AuditText.parse(entry.text())
            .filter(text -> ages.isPast(text.time(), time))
            .isPresent()) {
          last = OptionalLong.of(entry.number());
        }
      }
      page = store.audit().entries(page.getLast().number(), PAGE);
    }
    return last;
  }
}
