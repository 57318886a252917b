package portineria.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import portineria.backup.RestoreWish.Which;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.Mailbox.Delivery;
import portineria.store.MailboxInfo;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Still;
import portineria.store.Uid;
import portineria.store.View;
import portineria.store.sqlite.Landing;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;

/** A box in this process, with an account {@code anna}, that makes backups. */
final class BackedBox implements AutoCloseable {
  static final Actor ACTOR = new Actor("reception PC", "imap");
  static final Instant DATE = Instant.parse("2026-11-20T08:00:00Z");

  final SqliteStore store;
  final Account anna;
  final Backups backups;

  BackedBox(Path data) throws IOException, Refusal {
    this(data, camera -> camera, Restic.ofThisMachine());
  }

  /** Something that happens around the taking of a still. */
  interface Lens {
    Still.Camera before(Still.Camera camera);
  }

  BackedBox(Path data, Disks disks) throws IOException, Refusal {
    this(data, camera -> camera, Restic.ofThisMachine(), disks);
  }

  BackedBox(Path data, Lens lens, Restic restic) throws IOException, Refusal {
    this(data, lens, restic, Disks.ofThisMachine());
  }

  private BackedBox(Path data, Lens lens, Restic restic, Disks disks) throws IOException, Refusal {
    Files.createDirectories(data);
    store = SqliteStore.open(StoreSettings.of(data));
    Optional<Account> known = store.account("anna", ACTOR);
    anna = known.isPresent() ? known.get() : store.createAccount("anna", ACTOR);
    Still.Camera camera = store::still;
    backups =
        new Backups(
            data, lens.before(camera), store::places, restic, disks, Instant::now, new Random(1));
  }

  Mailbox inbox() {
    return mailbox("INBOX");
  }

  Mailbox mailbox(String name) {
    return anna.mailbox(new MailboxName(name)).orElseThrow();
  }

  Uid add(String mailbox, String text, Flag... flags) {
    return addTo(anna, mailbox, text, flags);
  }

  Uid addTo(Account account, String mailbox, String text, Flag... flags) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      return account
          .mailbox(new MailboxName(mailbox))
          .orElseThrow()
          .append(List.of(new Delivery(incoming.finish(), Set.of(flags), DATE)))
          .getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Refusal e) {
      throw new IllegalStateException(e);
    }
  }

  /** Messages that no compression makes small. */
  static String text(Random random, int octets) {
    byte[] noise = new byte[octets / 2];
    random.nextBytes(noise);
    return "Subject: noise\r\n\r\n" + HexFormat.of().formatHex(noise) + "\r\n";
  }

  static Digest digest(String text) {
    return Digest.of(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Every mailbox with its UIDVALIDITY, every message with UID, flags, dates and octets. */
  List<String> dump() throws IOException {
    List<String> lines = new ArrayList<>();
    for (MailboxInfo info : anna.mailboxes()) {
      View view = mailbox(info.name().value()).view();
      lines.add(info.name().value() + " " + view.uidValidity() + " " + info.kind());
      for (int i = 0; i < view.count(); i++) {
        byte[] octets = anna.octets(view.message(i)).stream().readAllBytes();
        lines.add(
            String.join(
                " ",
                "  " + view.uid(i),
                view.flagTable().flags(view.flagBits(i)).toString(),
                Long.toString(view.internalDate(i)),
                HexFormat.of().formatHex(sha256(octets))));
      }
    }
    return lines;
  }

  /** How many messages a person sees. */
  long messages() {
    return anna.mailboxes().stream()
        .filter(mailbox -> mailbox.kind() == MailboxKind.ORDINARY)
        .mapToLong(MailboxInfo::messages)
        .sum();
  }

  /** Brings the newest green backup in {@code from} into {@code data}. */
  static void restore(Path from, RecoveryWords words, Path data) throws IOException {
    restore(from, words, data, new Which.Green(), Watch.NOBODY);
  }

  /** The same with another one; {@code watch} hears what there is to say. */
  static void restore(Path from, RecoveryWords words, Path data, Which which, Watch watch)
      throws IOException {
    Files.createDirectories(data);
    try (Landing landing = Landing.begin(StoreSettings.of(data))) {
      Restoring.run(
          new Ground(data, landing),
          new RestoreWish(from.toString(), words, Map.of(), which),
          watch);
    }
  }

  /** As the command line has it. */
  record Ground(Path data, Landing landing) implements Restoring.Ground {
    @Override
    public Path restoring() {
      return landing.restoring();
    }

    @Override
    public boolean isSettled() {
      return landing.isSettled();
    }

    @Override
    public int lastVolume(Path index) throws IOException {
      return Landing.lastVolume(index);
    }

    @Override
    public void settle(Path index, Path ledger) throws IOException {
      landing.settle(index, ledger, ACTOR);
    }

    @Override
    public void end() throws IOException {
      landing.end();
    }
  }

  @Override
  public void close() {
    backups.close();
    store.close();
  }
}
