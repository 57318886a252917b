package portineria.backup;

import java.util.Locale;
import java.util.Optional;
import portineria.backup.BackupFailed.Kind;

/** What restic complained about, as a sentence for a person. */
final class Trouble {
  private static final int QUOTED_MAX = 200;

  private Trouble() {}

  /**
   * By its exit code (those from 10 on it has since 0.17) and its words.
   *
   * @param where the target, as people call it
   */
  static BackupFailed of(Restic.Ended ended, String where) {
    String said = ended.complaint();
    if (ended.exit() == 3) {
      return source(said);
    }
    if (ended.exit() == 12 || said.contains("wrong password or no key found")) {
      return new BackupFailed(
          Kind.OTHER,
          where
              + " holds a restic repository that these recovery words do not open: it is somebody"
              + " else's, or of another box",
          where
              + " contiene un archivio restic che queste parole di recupero non aprono: è di"
              + " qualcun altro, o di un altro apparecchio");
    }
    if (ended.exit() == 11 || said.contains("repository is already locked")) {
      return new BackupFailed(
          Kind.LOCKED,
          where + " is in use by another restic: try again when that has ended",
          where + " è usato da un altro restic: riprovare quando ha finito");
    }
    if (said.contains("no space left on device")
        || said.contains("disk quota exceeded")
        || said.contains("file too large")) {
      return new BackupFailed(
          Kind.OTHER,
          where + " is full: make room on it, or take a larger one; nothing is lost",
          where + " è pieno: fare spazio, o usarne uno più grande; niente è perso");
    }
    if (said.contains("input/output error")
        || said.contains("transport endpoint is not connected")
        || said.contains("stale file handle")
        || said.contains("stale NFS file handle")
        || said.contains("structure needs cleaning")) {
      return new BackupFailed(
          Kind.OTHER,
          where + " went away or can't be read: plug it in again; the next backup goes on",
          where + " è sparito o non si legge: riattaccarlo; la prossima copia continua");
    }
    if (said.contains("read-only file system") || said.contains("permission denied")) {
      return unwritable(where);
    }
    Optional<BackupFailed> unreachable = unreachable(said, where);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    if (said.contains("operation not permitted")
        || said.contains("unable to create lock in backend")) {
      return unwritable(where);
    }
    if (ended.exit() == 10 || said.contains("unable to open config file")) {
      return new BackupFailed(
          Kind.NOT_THERE,
          where + " holds no backup of this box now: is it the right one, and there?",
          where + " non contiene copie di questo apparecchio: è quello giusto, e c'è?");
    }
    String english = "restic ended with " + ended.exit() + ": " + quoted(said);
    String italian = "restic è terminato con " + ended.exit() + ": " + quoted(said);
    if (isDamage(said)) {
      return new BackupFailed(
          Kind.DAMAGED,
          where + " is damaged: take another disk, or empty it and add it anew (" + english + ")",
          where
              + " è danneggiato: usare un altro disco, o svuotarlo e aggiungerlo di nuovo ("
              + italian
              + ")");
    }
    return new BackupFailed(Kind.OTHER, english, italian);
  }

  private static BackupFailed unwritable(String where) {
    return new BackupFailed(
        Kind.OTHER,
        where + " can't be written to: look at its write protection and permissions",
        where + " non si può scrivere: guardare la protezione da scrittura e i permessi");
  }

  private static boolean isDamage(String said) {
    return said.contains("repository contains errors")
        || said.contains("does not match id")
        || said.contains("not found in index")
        || said.contains("ciphertext verification failed");
  }

  /** A server that lets nobody in, or does not answer; whatever else restic says of that. */
  private static Optional<BackupFailed> unreachable(String said, String where) {
    if (said.contains("401 Unauthorized")
        || said.contains("403 Forbidden")
        || said.contains("Permission denied (")
        || said.contains("Access Denied")) {
      return Optional.of(
          new BackupFailed(
              Kind.OTHER,
              where
                  + " lets the box not in: look at the user's name and password, or at the key ("
                  + quoted(said)
                  + ")",
              where
                  + " non lascia entrare l'apparecchio: controllare utente e password, o la chiave ("
                  + quoted(said)
                  + ")"));
    }
    if (isNetwork(said.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          new BackupFailed(
              Kind.NOT_THERE,
              where + " can't be reached: look at the network (" + quoted(said) + ")",
              where + " non si raggiunge: controllare la rete (" + quoted(said) + ")"));
    }
    return Optional.empty();
  }

  /** restic has written what it could, and left out a file of the box. */
  private static BackupFailed source(String said) {
    return said.contains("input/output error")
        ? new BackupFailed(
            Kind.DISTURBED,
            "the box's own disk can't be read any more: take a new one, and restore the last"
                + " backup that can be ("
                + quoted(said)
                + ")",
            "il disco dell'apparecchio non si legge più: prenderne uno nuovo, e ripristinare"
                + " l'ultima copia che si può ("
                + quoted(said)
                + ")")
        : new BackupFailed(
            Kind.DISTURBED,
            "a file could not be read: " + quoted(said),
            "un file non si è potuto leggere: " + quoted(said));
  }

  private static boolean isNetwork(String said) {
    return said.contains("connection refused")
        || said.contains("no such host")
        || said.contains("i/o timeout")
        || said.contains("network is unreachable")
        || said.contains("connection reset")
        || said.contains("no route to host");
  }

  private static String quoted(String said) {
    String last =
        said.lines()
            .takeWhile(line -> !line.startsWith("Is there a repository at"))
            .filter(line -> !line.isBlank())
            .reduce("nothing", (one, other) -> other);
    return last.length() > QUOTED_MAX ? last.substring(0, QUOTED_MAX) + "…" : last;
  }
}
