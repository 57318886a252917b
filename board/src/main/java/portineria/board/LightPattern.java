package portineria.board;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something that lights say; each has one meaning. Where two want the same light, the earlier one
 * in this list has it.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // a rhythm is a record, and the set is given out as a copy
public enum LightPattern {
  SAFE_TO_UNPLUG(
      Rhythm.STEADY,
      "safe to unplug: all mail is on the disk",
      "si può staccare la corrente: tutta la posta è sul disco",
      Light.STATUS,
      Light.MAIL,
      Light.ATTENTION),
  SHUTTING_DOWN(
      Rhythm.of(500, 500),
      "shutting down: leave the power on",
      "si sta spegnendo: non staccare la corrente",
      Light.STATUS,
      Light.MAIL,
      Light.ATTENTION),
  BACKUP_RUNNING(
      Rhythm.of(500, 500),
      "backup running: leave the disk plugged in",
      "copia in corso: non staccare il disco",
      Light.STATUS),
  BACKUP_VERIFYING(
      Rhythm.of(125, 125),
      "backup is being read back: leave the disk plugged in",
      "rilettura della copia: non staccare il disco",
      Light.STATUS),
  /** Green with a blink, so that a box that hangs while it shows this is seen. */
  BACKUP_DONE(
      Rhythm.of(2900, 100),
      "backup done and restorable: the disk may be unplugged",
      "copia fatta e ripristinabile: si può staccare il disco",
      Light.STATUS),
  HEARTBEAT(
      Rhythm.of(100, 150, 100, 1150), "alive and serving", "acceso e in servizio", Light.STATUS),
  MAIL_ARRIVED(Rhythm.of(250, 250), "a message has arrived", "è arrivato un messaggio", Light.MAIL),
  LOOK_NOW(
      Rhythm.of(125, 125),
      "look now: mail is being lost or can't be taken in",
      "guardare subito: la posta si perde o non può entrare",
      Light.ATTENTION),
  BACKUP_FAILED(
      Rhythm.of(100, 100, 100, 100, 100, 1000),
      "backup failed: the page Backup says why",
      "copia non riuscita: la pagina Copie dice perché",
      Light.ATTENTION),
  LOOK_TODAY(
      Rhythm.of(1000, 1000),
      "look today: something needs a person",
      "guardare entro oggi: serve una persona",
      Light.ATTENTION);

  private final Rhythm usual;
  private final String english;
  private final String italian;
  private final Set<Light> lights;

  LightPattern(Rhythm usual, String english, String italian, Light first, Light... more) {
    this.usual = usual;
    this.english = english;
    this.italian = italian;
    this.lights = EnumSet.of(first, more);
  }

  /** The rhythm where the board file says no other. */
  public Rhythm usual() {
    return usual;
  }

  /** What it means. */
  public String english() {
    return english;
  }

  public String italian() {
    return italian;
  }

  /** Which lights show it, all in step. */
  public Set<Light> lights() {
    return EnumSet.copyOf(lights);
  }
}
