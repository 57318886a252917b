package portineria.message;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;

/** Generated, mutated and, where there is some, real mail: the invariants hold for all of it. */
@Timeout(300)
class FuzzTest {
  private static final long SEED = 5322;
  private static final MailGenerator MAIL = new MailGenerator(SEED).withAttachmentsUpTo(20_000);

  @Test
  void generatedMailHasAStructure() {
    for (int n = 0; n < 200; n++) {
      check("seed " + SEED + " message " + n, MAIL.message(n));
    }
  }

  @Test
  void oddMailHasAStructure() {
    MailGenerator odd = MAIL.withOddShare(1);
    for (int n = 0; n < 500; n++) {
      check("seed " + SEED + " odd message " + n, odd.message(n));
    }
  }

  @Test
  void mutatedMailHasAStructure() {
    for (int n = 0; n < 500; n++) {
      SplittableRandom random = new SplittableRandom(SEED + n);
      byte[] message = MAIL.message(n % 100);
      byte[] other = MAIL.message(100 + n % 50);
      check("seed " + SEED + " mutation " + n, mutated(random, message, other));
    }
  }

  /** Real mail is only elsewhere: see {@link Corpus}. Without it generated mail has to do. */
  @TestFactory
  Stream<DynamicTest> realMailHasAStructure() {
    Stream<DynamicTest> real =
        Corpus.all().stream()
            .map(
                mail ->
                    DynamicTest.dynamicTest(
                        mail.name(),
                        () -> {
                          check(mail.name(), mail.octets());
                          check(mail.name() + " with CRLF", mail.withCrlf());
                        }));
    DynamicTest generated =
        DynamicTest.dynamicTest(
            "generated mail", () -> check("seed " + SEED + " message 1000", MAIL.message(1000)));
    return Stream.concat(real, Stream.of(generated));
  }

  /** Pieces cut out, doubled, replaced, and put in from another message. */
  private static byte[] mutated(SplittableRandom random, byte[] message, byte[] other) {
    byte[] mutated = message;
    int mutations = random.nextInt(1, 6);
    for (int i = 0; i < mutations; i++) {
      int from = random.nextInt(mutated.length + 1);
      int to = random.nextInt(from, Math.min(mutated.length, from + 300) + 1);
      byte[] piece =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> slice(mutated, from, to, 2);
            case 2 -> noise(random, to - from);
            default -> piece(random, other);
          };
      mutated = join(slice(mutated, 0, from, 1), piece, slice(mutated, to, mutated.length, 1));
    }
    return mutated;
  }

  private static byte[] piece(SplittableRandom random, byte[] other) {
    int from = random.nextInt(other.length);
    return slice(other, from, Math.min(other.length, from + random.nextInt(2000)), 1);
  }

  private static byte[] noise(SplittableRandom random, int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] slice(byte[] octets, int from, int to, int times) {
    byte[] slice = new byte[(to - from) * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(octets, from, slice, i * (to - from), to - from);
    }
    return slice;
  }

  private static byte[] join(byte[] first, byte[] second, byte[] third) {
    byte[] joined = new byte[first.length + second.length + third.length];
    System.arraycopy(first, 0, joined, 0, first.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    System.arraycopy(third, 0, joined, first.length + second.length, third.length);
    return joined;
  }

  private static void check(String name, byte[] message) {
    try {
      Invariants.check(Octets.of(message));
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }
}
