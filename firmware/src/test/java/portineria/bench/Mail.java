package portineria.bench;

import portineria.mail.MailGenerator;

/** The messages that every contestant gets: the same ones, of realistic sizes and shapes. */
final class Mail {
  private static final long SEED = 42;

  private Mail() {}

  static MailGenerator generator() {
    return new MailGenerator(SEED);
  }

  static byte[] message(MailGenerator generator, int number) {
    return generator.message(number);
  }
}
