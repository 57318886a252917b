package portineria.admin.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.RetentionDesk;
import portineria.store.Act;
import portineria.store.Refusal;
import portineria.webui.KeepBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/** What must not go and what goes on a day, in the hands of the administrator. */
record WebKeep(Box box) implements KeepBook {

  @Override
  public List<Hold> holds() {
    return box.store().decisions().holds().stream()
        .map(
            hold ->
                new Hold(
                    hold.name(),
                    hold.account(),
                    hold.correspondent(),
                    hold.text(),
                    hold.from(),
                    hold.to(),
                    hold.reason(),
                    hold.begun()))
        .toList();
  }

  @Override
  public void hold(Hold hold) throws Refused {
    check(hold);
    try {
      new RetentionDesk(box)
          .begin(
              new portineria.store.Hold(
                  hold.name(),
                  hold.account(),
                  hold.correspondent(),
                  hold.text(),
                  hold.from(),
                  hold.to(),
                  hold.reason(),
                  box.clock().instant()));
    } catch (IllegalArgumentException nothing) {
      throw new Refused(Why.HOLD_NOTHING);
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  private void check(Hold hold) throws Refused {
    if (hold.name().isBlank() || hold.name().length() > portineria.store.Hold.NAME_MAX) {
      throw new Refused(Why.HOLD_NAME);
    }
    if (holds().stream().anyMatch(one -> one.name().equals(hold.name()))) {
      throw new Refused(Why.HOLD_THERE, hold.name());
    }
    if (hold.account().isPresent()) {
      known(hold.account().get());
    }
    if (hold.correspondent().filter(one -> !one.matches("[^\\s<>@]*@[^\\s<>@]+")).isPresent()) {
      throw new Refused(Why.HOLD_CORRESPONDENT);
    }
    reason(hold.reason());
  }

  private static void reason(String reason) throws Refused {
    if (reason.isBlank()) {
      throw new Refused(Why.WHY_MISSING);
    }
    if (reason.length() > Act.NAME_MAX) {
      throw new Refused(Why.FORM);
    }
  }

  private void known(String account) throws Refused {
    if (!box.store().accountNames().contains(account)) {
      throw new Refused(Why.ACCOUNT_UNKNOWN, account);
    }
  }

  @Override
  public void lift(String name) throws Refused {
    if (holds().stream().noneMatch(one -> one.name().equals(name))) {
      throw new Refused(Why.HOLD_UNKNOWN, name);
    }
    try {
      new RetentionDesk(box).end(name);
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public List<Leaver> leavers() {
    return box.store().decisions().leavers().stream()
        .map(one -> new Leaver(one.account(), one.eraseOn(), one.handedTo(), one.reason()))
        .toList();
  }

  @Override
  public Optional<String> leave(Leaver leaver) throws Refused {
    known(leaver.account());
    reason(leaver.reason());
    LocalDate today = LocalDate.ofInstant(box.clock().instant(), ZoneId.systemDefault());
    if (!leaver.eraseOn().isAfter(today)) {
      throw new Refused(Why.LEAVER_DAY);
    }
    if (leaver.handedTo().equals(Optional.of(leaver.account()))) {
      throw new Refused(Why.LEAVER_SELF);
    }
    try {
      return new RetentionDesk(box)
          .leave(
              new portineria.store.Leaver(
                  leaver.account(),
                  box.clock().instant(),
                  leaver.handedTo(),
                  leaver.eraseOn(),
                  leaver.reason()));
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public void stay(String account) throws Refused {
    known(account);
    try {
      new RetentionDesk(box).stay(account);
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }
}
