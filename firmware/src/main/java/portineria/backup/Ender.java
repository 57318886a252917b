package portineria.backup;

/** Who ends a backup before it is done, as the trace of it says. */
public enum Ender {
  BUTTON("it was cancelled at the button", "è stata annullata con il pulsante"),
  PAGE("it was cancelled on the page", "è stata annullata dalla pagina"),
  COMMAND("it was cancelled by a command", "è stata annullata con un comando"),
  /** Another one is wanted now. */
  OTHER_BACKUP(
      "it made way for a backup that somebody wanted at once",
      "ha lasciato il posto a una copia che qualcuno voleva subito"),
  REMOVAL("its target was removed", "la sua destinazione è stata tolta"),
  /** Whoever waits for it hangs up. */
  CALLER("whoever had begun it ended it", "l'ha interrotta chi l'aveva avviata"),
  CLOSING("portineria was stopped", "portineria è stata fermata");

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
