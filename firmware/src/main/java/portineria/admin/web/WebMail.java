package portineria.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portineria.admin.Box;
import portineria.message.Header;
import portineria.message.MessageDates;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Digest;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.vault.audit.PersonalLogs.Log;
import portineria.webui.MailBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.VaultBook;
import portineria.webui.Visitor;

/** People's mail, in the hands of somebody. */
record WebMail(Box box, Visitor visitor) implements MailBook {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  /** How the audit chain says which message was opened. */
  private static final Pattern OPENED = Pattern.compile("message ([0-9a-f]{64})");

  private static final String SEARCH = "search";

  /** Entries that are read at once. */
  private static final int BLOCK = 1000;

  /** The newest that a person is shown. */
  private static final int LOOKS_MAX = 1000;

  @Override
  public List<String> accounts() {
    return WebAppliance.accounts(box, visitor);
  }

  private Account mail(String name) throws Refused {
    return WebAppliance.mail(box, visitor, name);
  }

  @Override
  public Found search(Wish wish, Optional<String> reason) throws Refused {
    if (wish.account().isPresent()) {
      mail(wish.account().get());
    }
    record(wish.account(), SEARCH + said(wish), reason);
    Set<String> whose =
        wish.account().isPresent() ? Set.of(wish.account().get()) : Set.copyOf(accounts());
    return whose.isEmpty() ? new Found(List.of(), Optional.empty()) : searched(wish, whose);
  }

  /** Who takes a copy of their own mail is written down, too: it leaves the box. */
  @Override
  public Download export(Wish wish, Optional<String> reason) throws Refused {
    if (wish.account().isPresent()) {
      mail(wish.account().get());
    }
    Act act =
        box.act(Act.Kind.MAIL_EXPORTED)
            .with(Act.Part.DETAIL, cut("zip of a " + SEARCH + said(wish)));
    recorded(
        wish.account().isPresent() ? act.with(Act.Part.ACCOUNT, wish.account().get()) : act,
        reason);
    Set<String> whose =
        wish.account().isPresent() ? Set.of(wish.account().get()) : Set.copyOf(accounts());
    MailExport export = new MailExport(box, new MailSearch(box, wish, whose));
    String name =
        wish.account().orElse("mail") + "-" + box.clock().instant().toString().substring(0, 10);
    return new Download(name + ".zip", OptionalLong.empty(), export::writeTo);
  }

  private Found searched(Wish wish, Set<String> whose) throws Refused {
    try {
      return new MailSearch(box, wish, whose).run();
    } catch (UncheckedIOException why) {
      throw Refused.said(why);
    }
  }

  /** What is sought, in a few words. */
  private static String said(Wish wish) {
    List<String> said = new ArrayList<>();
    add(said, "words", wish.words());
    add(said, "from", wish.sender());
    add(said, "to", wish.recipient());
    wish.from().ifPresent(day -> said.add("since=" + day));
    wish.to().ifPresent(day -> said.add("until=" + day));
    return said.isEmpty() ? "" : ": " + String.join(" ", said);
  }

  private static void add(List<String> said, String what, String value) {
    if (!value.isEmpty()) {
      said.add(what + "=" + MailLines.line(value));
    }
  }

  /**
   * Writes down that somebody looks into the mail of others; what can't be recorded is not read.
   */
  private void record(Optional<String> account, String detail, Optional<String> reason)
      throws Refused {
    if (!visitor.isAdmin()) {
      return;
    }
    Act act = box.act(Act.Kind.MAIL_READ).with(Act.Part.DETAIL, cut(detail));
    recorded(account.isPresent() ? act.with(Act.Part.ACCOUNT, account.get()) : act, reason);
  }

  private void recorded(Act act, Optional<String> reason) throws Refused {
    String why = reason.map(String::strip).orElse("");
    if (visitor.isAdmin() && why.isEmpty()) {
      throw new Refused(Why.REASON_MISSING);
    }
    try {
      box.store().audit().record(why.isEmpty() ? act : act.with(Act.Part.REASON, cut(why)));
    } catch (Refusal refused) {
      throw Refused.said(refused);
    }
  }

  private static String cut(String text) {
    return text.length() <= Act.NAME_MAX ? text : text.substring(0, Act.NAME_MAX);
  }

  private Remains remains(String account, String id) throws Refused {
    mail(account);
    if (!ID.matcher(id).matches()) {
      throw new Refused(Why.MESSAGE_UNKNOWN);
    }
    return box.store().contents().of(account, List.of(Digest.parse(id))).stream()
        .findFirst()
        .orElseThrow(() -> new Refused(Why.MESSAGE_UNKNOWN));
  }

  private interface Reading<T> {
    T of(Octets octets) throws IOException, Refused;
  }

  private <T> T read(Remains message, Reading<T> reading) throws Refused {
    try {
      return reading.of(mail(message.account()).octets(message.message()));
    } catch (IOException | UncheckedIOException damaged) {
      throw new Refused(Why.MESSAGE_UNREADABLE);
    }
  }

  @Override
  public Letter open(String account, String id, Optional<String> reason) throws Refused {
    Remains message = remains(account, id);
    record(Optional.of(account), "message " + id, reason);
    return read(message, octets -> letter(message, octets));
  }

  private static Letter letter(Remains message, Octets octets) throws IOException {
    Header header = Header.read(octets);
    Instant came =
        MessageDates.arrival(header).map(OffsetDateTime::toInstant).orElse(message.received());
    LetterReader reader = LetterReader.of(octets);
    String text = reader.text(LetterReader.TEXT_MAX);
    boolean isCut = text.length() > LetterReader.TEXT_MAX;
    return new Letter(
        MailSearch.headline(message, octets, came),
        MailSearch.line(header, "Cc"),
        isCut ? text.substring(0, LetterReader.TEXT_MAX) : text,
        isCut,
        reader.hasHtml(),
        reader.attachments());
  }

  @Override
  public Body body(String account, String id) throws Refused {
    return read(remains(account, id), octets -> LetterReader.of(octets).body());
  }

  @Override
  public Download attachment(String account, String id, int number) throws Refused {
    return read(
        remains(account, id),
        octets ->
            LetterReader.of(octets)
                .attachment(number)
                .orElseThrow(() -> new Refused(Why.MESSAGE_UNKNOWN)));
  }

  @Override
  public Download whole(String account, String id) throws Refused {
    return read(
        remains(account, id),
        octets ->
            new Download(
                id + ".eml",
                OptionalLong.of(octets.size()),
                out -> octets.stream().transferTo(out)));
  }

  @Override
  public String putBack(String account, String id) throws Refused {
    Remains message = remains(account, id);
    Account mail = mail(account);
    if (!message.isListed()) {
      for (MailboxInfo info : mail.mailboxes()) {
        Optional<Mailbox> shown =
            info.kind() == MailboxKind.RECOVERABLE && info.selectable()
                ? mail.mailbox(info.name())
                : Optional.empty();
        Optional<Long> uid = shown.flatMap(one -> uid(one.view(), message));
        if (uid.isPresent()) {
          return back(mail, shown.orElseThrow(), uid.get());
        }
      }
    }
    throw new Refused(Why.MESSAGE_NOT_REMOVED);
  }

  private static Optional<Long> uid(View view, Remains message) {
    for (int i = view.count() - 1; i >= 0; i--) {
      if (view.message(i).equals(message.message())) {
        return Optional.of(view.uid(i));
      }
    }
    return Optional.empty();
  }

  /** Into the mailbox by whose name it is shown: {@code Recoverable/Customers}. */
  private String back(Account mail, Mailbox shown, long uid) throws Refused {
    MailboxName was =
        shown.name().isTop()
            ? MailboxName.INBOX
            : new MailboxName(
                shown.name().value().substring(shown.name().top().value().length() + 1));
    try {
      PutBack.record(box, mail.name(), was, 1);
      Optional<Mailbox> there = mail.mailbox(was);
      Mailbox target = there.isPresent() ? there.get() : mail.create(was, Optional.empty());
      shown.copy(UidSet.range(uid, uid), target);
      return was.value();
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public int lookDays() {
    return Log.NAMES.days(box.store());
  }

  @Override
  public List<Look> looks(String account) throws Refused {
    mail(account);
    Audit audit = box.store().audit();
    Set<String> names = new HashSet<>(box.store().directory().formerNames(account));
    names.add(account);
    List<Look> looks = new ArrayList<>();
    if (audit.firstNamed().isEmpty()) {
      return looks;
    }
    List<Audit.Entry> block = audit.entries(audit.firstNamed().getAsLong() - 1, BLOCK);
    while (!block.isEmpty()) {
      block.forEach(entry -> look(entry, account, names).ifPresent(looks::add));
      block = audit.entries(block.getLast().number(), BLOCK);
    }
    List<Look> newest = looks.reversed();
    return List.copyOf(newest.subList(0, Math.min(newest.size(), LOOKS_MAX)));
  }

  /** Where nobody is named it was about all mail, and so about this account's. */
  private static Optional<Look> look(Audit.Entry entry, String account, Set<String> hers) {
    Optional<AuditText> read = AuditText.parse(entry.text());
    if (read.isEmpty()) {
      return Optional.empty();
    }
    boolean isRead = read.get().act().equals(Act.Kind.MAIL_READ.word());
    boolean isExport = read.get().act().equals(Act.Kind.MAIL_EXPORTED.word());
    Map<String, String> names =
        entry.names().stream()
            .collect(Collectors.toMap(Audit.Name::part, Audit.Name::text, (a, b) -> a));
    boolean isMine = hers.contains(names.getOrDefault(Act.Part.ACCOUNT.word(), account));
    String by = names.getOrDefault(Act.Part.BY.word(), "");
    boolean isOwn = read.get().door().equals("web") && hers.contains(by);
    if (!(isRead || isExport) || !isMine || isOwn) {
      return Optional.empty();
    }
    String detail = names.getOrDefault(Act.Part.DETAIL.word(), "");
    Matcher opened = OPENED.matcher(detail);
    boolean isOpened = opened.matches();
    return Optional.of(
        new Look(
            read.get().time(),
            by,
            way(read.get().door()),
            looking(isExport, isOpened, detail),
            isOpened ? Optional.of(opened.group(1)) : Optional.empty(),
            names.getOrDefault(Act.Part.REASON.word(), "")));
  }

  private static Looking looking(boolean isExport, boolean isOpened, String detail) {
    if (isExport) {
      return Looking.EXPORTED;
    }
    if (isOpened) {
      return Looking.OPENED;
    }
    if (detail.startsWith(WebSnapshots.LOOKED)) {
      return Looking.BACKUP;
    }
    return detail.startsWith(SEARCH) ? Looking.SEARCHED : Looking.RIGHTS;
  }

  private static VaultBook.Way way(String door) {
    return switch (door) {
      case "web" -> VaultBook.Way.PAGES;
      case "cli" -> VaultBook.Way.COMMAND;
      default -> VaultBook.Way.OTHER;
    };
  }
}
