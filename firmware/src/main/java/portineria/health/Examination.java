package portineria.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import portineria.backup.Target;
import portineria.backup.Targets;
import portineria.search.Progress;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.MailboxInfo;
import portineria.store.Refusal;
import portineria.store.Sources.Status;
import portineria.store.Store;
import portineria.vault.retention.Sweeper;

/** Looks at everything that can be wrong with a box. */
public final class Examination {
  private static final Actor LOOKS = new Actor("", "health");

  /** Below it a person has weeks left, not hours: deliveries are refused at 256 MB. */
  private static final long FREE_OCTETS_MIN = 2_000_000_000L;

  /** Near enough to that for hours to count. */
  private static final long FREE_OCTETS_ALARM = 500_000_000L;

  private final Store store;
  private final Optional<Progress> search;
  private final Function<String, Status> statuses;
  private final Path data;
  private final Instant now;
  private final Circumstances circumstances;

  /**
   * Before a look.
   *
   * @param search how far the search index is, where it is kept
   * @param statuses how each source was last found, by its name
   */
  public Examination(
      Store store,
      Optional<Progress> search,
      Function<String, Status> statuses,
      Circumstances circumstances) {
    this.store = store;
    this.search = search;
    this.statuses = statuses;
    this.data = circumstances.data;
    this.now = circumstances.now;
    this.circumstances = circumstances;
  }

  /**
   * Where, when and how the box is looked at.
   *
   * @param clockTrusted whether a time server has set the clock that shows {@code now}
   * @param runs whether the store is that of a box that runs; else it is open for reading only, and
   *     there is nothing wrong with that
   * @param root where the kernel's {@code sys} and {@code proc} are
   */
  public record Circumstances(
      Path data, Instant now, boolean clockTrusted, boolean runs, Path root) {

    /** On the machine itself. */
    public Circumstances(Path data, Instant now, boolean clockTrusted, boolean runs) {
      this(data, now, clockTrusted, runs, Path.of("/"));
    }
  }

  /** What was found, the general before the particular. */
  public List<Finding> findings() throws IOException, Refusal {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.note(contents()));
    Optional<String> readOnly = store.readOnlyReason();
    if (circumstances.runs && readOnly.isPresent()) {
      findings.add(
          Finding.alarm(
              Cause.of(Topic.READ_ONLY),
              new Words(
                  "The store is open for reading only: read the log, then start portineria again ("
                      + readOnly.get()
                      + ")",
                  "L'archivio è aperto in sola lettura: leggere il registro, poi riavviare"
                      + " portineria ("
                      + readOnly.get()
                      + ")")));
    }
    for (String loss : store.losses()) {
      findings.add(
          Finding.alarm(
              Cause.of(Topic.MAIL_LOST, "", loss),
              new Words("Mail is lost: " + loss, "Manca della posta: " + loss)));
    }
    if (store.isErasing()) {
      findings.add(erasing(circumstances.runs));
    }
    findings.add(space());
    search.flatMap(Examination::of).ifPresent(findings::add);
    findings.addAll(BoardFindings.of(circumstances.root));
    ClockFindings.of(circumstances.root, circumstances.clockTrusted).ifPresent(findings::add);
    CertificateFindings.of(data.resolve("keys"), now, circumstances.clockTrusted)
        .ifPresent(findings::add);
    findings.addAll(NoticeFindings.of(store, now));
    findings.addAll(RetentionFindings.of(store, now));
    findings.add(SweepFindings.of(Sweeper.last(store), now, circumstances.clockTrusted));
    findings.addAll(ScrubFindings.of(store.scrub().state()));
    List<Target> targets = Targets.of(data).all();
    findings.addAll(BackupFindings.of(targets, now));
    targets.stream()
        .filter(target -> target.isBeside(data))
        .forEach(target -> findings.add(BackupFindings.beside(target)));
    findings.addAll(new AllSources(store.sources(), statuses, now).findings());
    for (String name : store.accountNames()) {
      Optional<Account> account = store.account(name, LOOKS);
      if (account.isPresent()) {
        QuotaFindings.of(account.get(), store.sources()).ifPresent(findings::add);
        findings.addAll(RemovalFindings.of(account.get(), now));
      }
    }
    return findings;
  }

  /** Whoever has the box erase must not believe that it is done. */
  private static Finding erasing(boolean runs) {
    return runs
        ? Finding.note(
            new Words(
                "Messages are being erased; parts of them may still be there.",
                "Si stanno cancellando dei messaggi; parti di essi possono essere ancora lì."))
        : Finding.need(
            Cause.of(Topic.ERASURE),
            new Words(
                "An erasure was interrupted, and octets of the messages may still be there: start"
                    + " portineria run, which finishes it first",
                "Una cancellazione è stata interrotta e parti dei messaggi possono essere ancora"
                    + " lì: avviare portineria run, che per prima cosa la termina"));
  }

  private Words contents() {
    long messages = 0;
    long octets = 0;
    long recoverable = 0;
    for (String name : store.accountNames()) {
      List<MailboxInfo> mailboxes =
          store.account(name, LOOKS).map(account -> account.mailboxes()).orElse(List.of());
      for (MailboxInfo mailbox : mailboxes) {
        switch (mailbox.kind()) {
          case ORDINARY -> {
            messages += mailbox.messages();
            octets += mailbox.octets();
          }
          case RECOVERABLE -> recoverable += mailbox.messages();
          case ALL_MAIL -> {}
        }
      }
    }
    int accounts = store.accountNames().size();
    return new Words(
        String.format(
            Locale.ROOT,
            "%d %s, %,d messages in mailboxes, %s; %,d removed ones can be had back.",
            accounts,
            accounts == 1 ? "account" : "accounts",
            messages,
            Sizes.say(octets),
            recoverable),
        String.format(
            Locale.ITALY,
            "%d %s, %,d messaggi nelle cartelle, %s; %,d di quelli tolti si possono riavere.",
            accounts,
            accounts == 1 ? "utente" : "utenti",
            messages,
            Sizes.italian(octets),
            recoverable));
  }

  private Finding space() throws IOException {
    long free = Files.getFileStore(data).getUsableSpace();
    return space(free);
  }

  static Finding space(long free) {
    String english = Sizes.say(free) + " free on the disk";
    String italian = Sizes.italian(free) + " liberi sul disco";
    if (free >= FREE_OCTETS_MIN) {
      return Finding.note(new Words(english + ".", italian + "."));
    }
    return Finding.of(
        free < FREE_OCTETS_ALARM ? Urgency.NOW : Urgency.TODAY,
        Cause.of(Topic.DISK),
        new Words(
            english + ": make room or move the data to a larger disk",
            italian + ": fare spazio o spostare i dati su un disco più grande"));
  }

  private static Optional<Finding> of(Progress search) {
    if (search.trouble().isPresent()) {
      return Optional.of(
          Finding.need(
              Cause.of(Topic.SEARCH),
              new Words(
                  "The search index can't be kept, so that searching takes longer: "
                      + search.trouble().get(),
                  "L'indice di ricerca non si riesce a tenere, perciò la ricerca è più lenta: "
                      + search.trouble().get())));
    }
    return search.isBehind()
        ? Optional.of(
            Finding.note(
                new Words(
                    String.format(
                        Locale.ROOT,
                        "The search index is being made and has come to message %,d of %,d; until"
                            + " then searching takes longer.",
                        search.done(),
                        search.all()),
                    String.format(
                        Locale.ITALY,
                        "L'indice di ricerca è in preparazione, al messaggio %,d di %,d; fino ad"
                            + " allora la ricerca è più lenta.",
                        search.done(),
                        search.all()))))
        : Optional.empty();
  }
}
