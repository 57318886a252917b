package portineria.webui;

import java.net.InetAddress;

/**
 * Who may come in to the pages. What checks a password takes its time, and longer after failures:
 * it waits on the caller's thread.
 */
public interface Gate {

  /** Whether the administrator's password was ever set. */
  boolean hasAdminPassword();

  /** Whether somebody has held the button at the box, so that it may be set anew. */
  boolean mayBeSetAnew();

  /**
   * Sets the administrator's password for the first time.
   *
   * @throws Refused also when somebody was faster
   */
  Visitor setFirst(String password) throws Refused;

  /** Sets the administrator's password anew, by the recovery words, while the box allows it. */
  Visitor setAnew(String recoveryWords, String password, InetAddress from) throws Refused;

  /** Changes the administrator's password. Who logged in with the old one has to do so again. */
  Visitor change(String old, String password, InetAddress from) throws Refused;

  /**
   * Lets the administrator in, and writes that down.
   *
   * @param code that a phone shows; of no matter where none is wanted
   */
  Entry admin(String password, String code, InetAddress from);

  /** Whether the administrator shows a code besides the password. */
  boolean wantsCode();

  /** A new secret that codes are made of, in Base32; it means nothing before it is confirmed. */
  String newCodeSecret();

  /**
   * From now on the administrator shows a code.
   *
   * @param code made of {@code secret}, which shows that the phone has it
   */
  void beginCodes(String secret, String code, String password, InetAddress from) throws Refused;

  /** From now on the password is enough. */
  void endCodes(String password, InetAddress from) throws Refused;

  /** Lets in who has mail on the box, with their own password. */
  Entry user(String name, String password, InetAddress from);

  /** Changes a person's own mail password. */
  Visitor changeOwn(String account, String old, String password, InetAddress from) throws Refused;

  /** Whether who logged in is still let in: the password is the same, the login open. */
  boolean knows(Visitor visitor);

  /** What came of knocking. */
  sealed interface Entry {
    record Welcome(Visitor visitor) implements Entry {}

    /** Wrong name or password; which of the two is not said. */
    record Denied() implements Entry {}

    /** The right password of a login that is closed. */
    record Closed() implements Entry {}

    /** The password of a device: it reads mail, and changes nothing. */
    record OfADevice() implements Entry {}

    /** Nobody can be let in at the moment; {@code why} is for a person. */
    record Unavailable(Sentence why) implements Entry {}
  }
}
