package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.MailboxName;
import portineria.store.Refusal;

/** An import with its two sides in this process, and what it said. */
final class Importing implements Import.Listener {
  private final Account account;
  private Optional<MailboxName> into = Optional.empty();
  private boolean dry;
  private boolean again;
  final List<String> troubles = new ArrayList<>();
  final List<String> passedOver = new ArrayList<>();

  private Importing(Account account) {
    this.account = account;
  }

  static Importing to(Account account) {
    return new Importing(account);
  }

  Importing into(String mailbox) {
    into = Optional.of(new MailboxName(mailbox));
    return this;
  }

  Importing dry() {
    dry = true;
    return this;
  }

  Importing again() {
    again = true;
    return this;
  }

  Import.Result from(Path path) throws Refusal, IOException {
    Imports imports = new Imports();
    Import.Options options =
        new Import.Options(into, dry, again, Path.of(System.getProperty("java.io.tmpdir")));
    try (Importer desk = dry ? imports.dry(account) : imports.begin(account);
        Import mail = Import.of(path, options, desk, this)) {
      return mail.run();
    }
  }

  @Override
  public void progressed(long messages, long octets, long octetsTotal) {
    if (octets > octetsTotal) {
      throw new AssertionError(octets + " of " + octetsTotal);
    }
  }

  @Override
  public void trouble(String where, String why) {
    troubles.add(where + ": " + why);
  }

  @Override
  public void passedOver(String where) {
    passedOver.add(where);
  }
}
