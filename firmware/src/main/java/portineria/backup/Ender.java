package portineria.backup;

/** Who ends a backup before it is done, as the trace of it says. */
public enum Ender {
  BUTTON("the backup was cancelled at the button", "la copia è stata annullata con il pulsante"),
  PAGE("the backup was cancelled on the page", "la copia è stata annullata dalla pagina"),
  COMMAND("the backup was cancelled by a command", "la copia è stata annullata con un comando"),
  /** Another one is wanted now. */
  OTHER_BACKUP(
      "the backup made way for one that somebody wanted at once",
      "la copia ha lasciato il posto a una che qualcuno voleva subito"),
  REMOVAL(
      "the backup was ended, because its target was removed",
      "la copia è stata interrotta, perché la sua destinazione è stata tolta"),
  /** Whoever waits for it hangs up, or can't wait any longer because the box is closed. */
  CALLER(
      "the backup was ended by whoever had begun it, or because the box was stopped",
      "la copia è stata interrotta da chi l'aveva avviata, o perché l'apparecchio è stato fermato"),
  CLOSING(
      "the backup was ended, because the box was stopped",
      "la copia è stata interrotta, perché l'apparecchio è stato fermato");

  private final String english;
  private final String italian;

  Ender(String english, String italian) {
    this.english = english;
    this.italian = italian;
  }

  /** What follows from it, in a sentence. */
  String sentence() {
    return this == REMOVAL ? english : english + "; the next one goes on from there";
  }

  String italian() {
    return this == REMOVAL ? italian : italian + "; la prossima continua da lì";
  }

  /** What to throw where it is to end. */
  BackupFailed failed(Throwable cause) {
    return new BackupFailed(BackupFailed.Kind.CANCELLED, sentence(), italian(), cause);
  }
}
