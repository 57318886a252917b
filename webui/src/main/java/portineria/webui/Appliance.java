package portineria.webui;

import java.util.List;
import java.util.Optional;

/**
 * What the pages need to know of the box, and do to it. Asked by several threads at once.
 *
 * <p>What a page shows and does is in an interface of its own for each page; those that act are
 * asked for with who acts, so that the box can write it down.
 */
public interface Appliance {

  /** What a mail program can be given as the server: the box's name first, then its addresses. */
  List<String> hosts();

  /** The doors that mail programs connect to, in the order in which the page lists them. */
  List<Door> doors();

  /**
   * The certificate that computers have to trust, as PEM text: of the box's own authority, or of
   * the office's where that has signed the certificate that was given.
   */
  String caCertificatePem();

  /** The SHA-256 of that certificate, as certificate viewers show it: {@code 12:AB:…}. */
  String caFingerprint();

  /** Who may come in. */
  Gate gate();

  /** How the box is. */
  Overview overview();

  /** The mailboxes at the providers, in the hands of {@code visitor}. */
  SourceBook sources(Visitor visitor);

  /** The first start, in the hands of {@code visitor}. */
  StartBook start(Visitor visitor);

  /** Everything back from a backup, before there is anything. */
  Comeback comeback();

  /** What it knows of the providers. */
  ProviderBook providers();

  /** How programs send, in the hands of {@code visitor}. */
  SendingBook sending(Visitor visitor);

  /** How programs send for addresses of a domain, if the box fetches for one of them. */
  Optional<SendingBook.Way> sendingAt(String domain);

  /** The accounts and their devices, in the hands of {@code visitor}. */
  AccountBook accounts(Visitor visitor);

  /** How much accounts may hold, in the hands of {@code visitor}. */
  QuotaBook quotas(Visitor visitor);

  /** Whose mailboxes others use, in the hands of {@code visitor}. */
  ShareBook shares(Visitor visitor);

  /** What was deleted, in the hands of {@code visitor}. */
  VaultBook vault(Visitor visitor);

  /** People's mail, in the hands of {@code visitor}. */
  MailBook mail(Visitor visitor);

  /** What must not go and what goes on a day, in the hands of {@code visitor}. */
  KeepBook keep(Visitor visitor);

  /** The audit chain, in the hands of {@code visitor}. */
  ChainBook chain(Visitor visitor);

  /** The rights desk, in the hands of {@code visitor}. */
  RightsBook rights(Visitor visitor);

  /** The backups, in the hands of {@code visitor}. */
  BackupBook backups(Visitor visitor);

  /** Single messages out of a backup, in the hands of {@code visitor}. */
  SnapshotBook snapshots(Visitor visitor);

  /** All mail of an account to be taken along, in the hands of {@code visitor}. */
  CopyBook copies(Visitor visitor);

  /** The box itself, in the hands of {@code visitor}. */
  Upkeep upkeep(Visitor visitor);

  /** New versions of the whole box, in the hands of {@code visitor}; where it is such a box. */
  Optional<UpdateBook> updates(Visitor visitor);

  /** A certificate that the office gives the box, in the hands of {@code visitor}. */
  CertificateBook certificates(Visitor visitor);

  /** The one that was given, if there is one. */
  Optional<CertificateBook.Given> givenCertificate();

  /** Who is told how the box is, in the hands of {@code visitor}. */
  NoticeBook notices(Visitor visitor);

  /** How the board itself is, now. */
  BoardState board();

  /** The programs that may look at the box, in the hands of {@code visitor}. */
  Monitors monitors(Visitor visitor);

  /**
   * The door that a program should use for {@code protocol}: TLS from the start if there is one.
   */
  default Optional<Door> best(Protocol protocol) {
    return doors().stream()
        .filter(door -> door.protocol() == protocol)
        .min((one, other) -> one.security().compareTo(other.security()));
  }

  /** One open door. */
  record Door(Protocol protocol, int port, Security security) {
    public Door {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("not a port: " + port);
      }
    }
  }

  /** What is spoken behind a door. */
  enum Protocol {
    IMAP,
    POP3
  }

  /** How a door is protected, the better first. */
  enum Security {
    /** TLS from the first octet: RFC 8314 §3. */
    TLS,
    /** TLS after a command. */
    STARTTLS
  }
}
