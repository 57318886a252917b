package portineria.admin.web;

import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.RetentionDesk;
import portineria.store.Act;
import portineria.store.Directory.Login;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Leaver;
import portineria.store.MailboxInfo;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.webui.AccountBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/** The accounts, in the hands of somebody. */
record WebAccounts(Box box) implements AccountBook {

  @Override
  public List<Line> all() {
    return box.store().accountNames().stream().map(this::line).toList();
  }

  private Line line(String name) {
    Optional<Login> login = box.store().directory().login(name);
    List<MailboxInfo> mailboxes = WebOverview.mailboxes(box, name);
    return new Line(
        name,
        state(name, login),
        login.map(one -> one.devices().size()).orElse(0),
        mailboxes.stream().mapToLong(MailboxInfo::messages).sum(),
        mailboxes.stream().mapToLong(MailboxInfo::octets).sum(),
        box.store().decisions().policy(name).map(WebAccounts::decision));
  }

  private State state(String name, Optional<Login> login) {
    if (leaver(name).isPresent()) {
      return State.LEAVES;
    }
    return login.map(one -> one.disabled() ? State.DISABLED : State.OPEN).orElse(State.CLOSED);
  }

  private Optional<Leaver> leaver(String name) {
    return box.store().decisions().leavers().stream()
        .filter(one -> one.account().equals(name))
        .findFirst();
  }

  @Override
  public Optional<Account> account(String name) {
    if (!box.store().accountNames().contains(name)) {
      return Optional.empty();
    }
    Optional<Login> login = box.store().directory().login(name);
    return Optional.of(
        new Account(
            line(name),
            login.filter(one -> one.pop3Deletion() == Pop3Deletion.REMOVE).isPresent(),
            login.map(Login::devices).orElse(List.of()).stream()
                .map(device -> new Device(device.label(), device.created(), device.lastSeen()))
                .toList(),
            WebOverview.mailboxes(box, name).stream()
                .filter(MailboxInfo::selectable)
                .map(one -> new Mailbox(one.name().value(), one.messages(), one.octets()))
                .toList(),
            box.store().sources().all().stream()
                .filter(source -> source.account().equals(name))
                .map(Source::name)
                .toList(),
            leaver(name).map(Leaver::eraseOn)));
  }

  @Override
  public void add(String name, String password, Optional<Decision> decision) throws Refused {
    if (leaver(name).isPresent()) {
      throw new Refused(Why.ACCOUNT_LEAVES, name);
    }
    boolean closed = box.isClosed(name);
    boolean there = box.store().accountNames().contains(name);
    if (!closed && there) {
      throw new Refused(Why.ACCOUNT_THERE, name);
    }
    if (!there && box.store().directory().nameNow(name).isPresent()) {
      throw new Refused(Why.ACCOUNT_WAS, name);
    }
    Optional<Policy> policy =
        decision.isPresent() ? Optional.of(policy(name, decision.get())) : Optional.empty();
    Change.make(
        () -> {
          box.checkNewAccount(name);
          if (closed) {
            box.reopen(name, password);
          } else {
            box.addAccount(name, password);
          }
          if (policy.isPresent()) {
            new RetentionDesk(box).decide(policy.get());
          }
        });
  }

  private Login login(String name) throws Refused {
    return box.store()
        .directory()
        .login(name)
        .orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, name));
  }

  @Override
  public void setPassword(String name, String password) throws Refused {
    login(name);
    Change.make(() -> box.setPassword(name, password));
  }

  @Override
  public void disable(String name, boolean disabled) throws Refused {
    Login login = login(name);
    Change.make(() -> box.update(name, disabled, login.pop3Deletion()));
  }

  @Override
  public void pop3Removes(String name, boolean removes) throws Refused {
    Login login = login(name);
    Pop3Deletion deletion = removes ? Pop3Deletion.REMOVE : Pop3Deletion.HIDE;
    Change.make(() -> box.update(name, login.disabled(), deletion));
  }

  @Override
  public void close(String name) throws Refused {
    login(name);
    Change.make(() -> box.remove(name));
  }

  @Override
  public void rename(String name, String fresh) throws Refused {
    login(name);
    if (box.store().accountNames().contains(fresh)) {
      throw new Refused(Why.ACCOUNT_THERE, fresh);
    }
    Optional<String> whose = box.store().directory().nameNow(fresh);
    if (whose.filter(one -> !one.equals(name)).isPresent()) {
      throw new Refused(Why.ACCOUNT_WAS, fresh);
    }
    Change.make(() -> box.rename(name, fresh));
  }

  @Override
  public void decide(String name, Decision decision) throws Refused {
    if (!box.store().accountNames().contains(name)) {
      throw new Refused(Why.ACCOUNT_UNKNOWN, name);
    }
    Policy policy = policy(name, decision);
    Change.make(() -> new RetentionDesk(box).decide(policy));
  }

  private Policy policy(String name, Decision decision) throws Refused {
    String reason =
        decision.reason().isEmpty() && decision.kind() == Kind.COMPANY
            ? RetentionDesk.COMPANY_REASON
            : decision.reason();
    if (reason.length() > Act.NAME_MAX) {
      throw new Refused(Why.FORM);
    }
    try {
      return new Policy(
          name,
          Policy.Kind.valueOf(decision.kind().name()),
          switch (decision.unit()) {
            case DAYS -> Optional.of(Period.ofDays(decision.amount()));
            case MONTHS -> Optional.of(Period.ofMonths(decision.amount()));
            case YEARS -> Optional.of(Period.ofYears(decision.amount()));
            case FOREVER -> Optional.empty();
          },
          reason,
          box.clock().instant());
    } catch (IllegalArgumentException tooLong) {
      throw new Refused(Why.RETENTION_TIME, "1", "" + Policy.YEARS_MAX);
    }
  }

  private static Decision decision(Policy policy) {
    Kind kind = Kind.valueOf(policy.kind().name());
    if (policy.retention().isEmpty()) {
      return new Decision(kind, 0, Unit.FOREVER, policy.reason());
    }
    Period time = policy.retention().get();
    long days = time.get(ChronoUnit.DAYS);
    if (days > 0) {
      return new Decision(kind, Math.toIntExact(days), Unit.DAYS, policy.reason());
    }
    long months = time.toTotalMonths();
    return months % 12 == 0
        ? new Decision(kind, Math.toIntExact(months / 12), Unit.YEARS, policy.reason())
        : new Decision(kind, Math.toIntExact(months), Unit.MONTHS, policy.reason());
  }

  @Override
  public String addDevice(String name, String label) throws Refused {
    Login login = login(name);
    if (!Box.isLabel(label)) {
      throw new Refused(Why.DEVICE_NAME);
    }
    if (login.devices().stream()
        .anyMatch(
            one -> one.label().toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT)))) {
      throw new Refused(Why.DEVICE_THERE, label);
    }
    try {
      return box.addDevice(name, label);
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public void revoke(String name, String label) throws Refused {
    login(name);
    Change.make(() -> box.revokeDevice(name, label));
  }
}
