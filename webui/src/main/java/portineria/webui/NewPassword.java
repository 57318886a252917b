package portineria.webui;

import portineria.webui.Refused.Why;

/** A password that a person makes up, typed twice. */
final class NewPassword {
  /** Below it, guessing over the network is a matter of days even with the delays. */
  static final int LENGTH_MIN = 8;

  /** What mail programs can send. */
  static final int LENGTH_MAX = 200;

  private NewPassword() {}

  /** The fields {@code password} and {@code again} of a form. */
  static String of(Form form) throws Refused {
    String password = checked(form.exact("password"));
    if (!password.equals(form.exact("again"))) {
      throw new Refused(Why.PASSWORDS_DIFFER);
    }
    return password;
  }

  /** One that was typed where it can be read, and so only once. */
  static String checked(String password) throws Refused {
    if (password.isEmpty()) {
      throw new Refused(Why.PASSWORD_EMPTY);
    }
    if (password.length() < LENGTH_MIN) {
      throw new Refused(Why.PASSWORD_SHORT, "" + LENGTH_MIN);
    }
    if (password.length() > LENGTH_MAX) {
      throw new Refused(Why.PASSWORD_LONG, "" + LENGTH_MAX);
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(Why.PASSWORD_UNTYPABLE);
    }
    return password;
  }
}
