package portineria.admin;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import portineria.account.DevicePassword;
import portineria.store.Act;
import portineria.store.Act.Figure;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;
import portineria.store.Decisions;
import portineria.store.Directory.Device;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.Policy;
import portineria.store.Refusal;

/** Where an administrator decides how long mail is kept. Each decision has its reason beside it. */
public record RetentionDesk(Box box) {
  /** Why mail of the firm is kept for as long as is usual, where nobody gives another reason. */
  public static final String COMPANY_REASON = "correspondence of the firm";

  /** Decides how long the mail of an account is kept. */
  public void decide(Policy policy) throws Refusal {
    Act act =
        box.act(Kind.RETENTION_DECIDED)
            .with(Part.ACCOUNT, policy.account())
            .with(Part.DETAIL, policy.kind().name().toLowerCase(Locale.ROOT))
            .with(Part.REASON, policy.reason());
    if (policy.retention().isPresent()) {
      Period time = policy.retention().get();
      act =
          act.with(Figure.MONTHS, time.toTotalMonths())
              .with(Figure.DAYS, time.get(ChronoUnit.DAYS));
    }
    recording(act).decide(policy);
  }

  /**
   * Closes the login of who leaves; a colleague may take over.
   *
   * @return the password with which the colleague gets in, which nobody can tell again
   */
  public Optional<String> leave(Leaver leaver) throws Failed, Refusal {
    checkDay(leaver.eraseOn());
    Act act =
        box.act(Kind.ACCOUNT_LEFT)
            .with(Part.ACCOUNT, leaver.account())
            .with(Part.DETAIL, "erase on " + leaver.eraseOn())
            .with(Part.REASON, leaver.reason());
    if (leaver.handedTo().isEmpty()) {
      recording(act).leave(leaver, Optional.empty());
      box.verified().forget(leaver.account());
      return Optional.empty();
    }
    String colleague = box.login(leaver.handedTo().get()).account();
    DevicePassword password = DevicePassword.generate(box.random(), taken -> false);
    Device key =
        new Device(
            colleague,
            password.selector(),
            box.passwords().hash(password.text().toCharArray()),
            box.clock().instant(),
            Optional.empty());
    recording(act.with(Part.COLLEAGUE, colleague)).leave(leaver, Optional.of(key));
    box.verified().forget(leaver.account());
    return Optional.of(password.text());
  }

  private void checkDay(LocalDate eraseOn) throws Failed {
    LocalDate today = LocalDate.ofInstant(box.clock().instant(), ZoneId.systemDefault());
    if (!eraseOn.isAfter(today)) {
      throw new Failed(eraseOn + " is not ahead of us: name a later day with --erase-on");
    }
  }

  /** Takes back that somebody leaves: nothing will be erased. */
  public void stay(String account) throws Refusal {
    recording(box.act(Kind.ACCOUNT_STAYED).with(Part.ACCOUNT, account)).stay(account);
    box.verified().forget(account);
  }

  /** From now on what it covers does not go. */
  public void begin(Hold hold) throws Refusal {
    Act act = box.act(Kind.HOLD_BEGUN).with(Part.HOLD, hold.name());
    if (hold.account().isPresent()) {
      act = act.with(Part.ACCOUNT, hold.account().get());
    }
    if (hold.correspondent().isPresent()) {
      act = act.with(Part.ADDRESS, hold.correspondent().get());
    }
    recording(act.with(Part.REASON, hold.reason())).begin(hold);
  }

  /** What it covered may go again when its time has come. */
  public void end(String hold) throws Refusal {
    recording(box.act(Kind.HOLD_ENDED).with(Part.HOLD, hold)).end(hold);
  }

  private Decisions recording(Act act) {
    return box.store().recording(act).decisions();
  }
}
