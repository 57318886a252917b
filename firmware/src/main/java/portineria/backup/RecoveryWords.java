package portineria.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import portineria.backup.BackupFailed.Kind;
import portineria.keys.KeyFile;
import portineria.store.Digest;

/**
 * The words without which no backup can be read: 24 of 2048, so 256 bits of chance and 8 of a
 * checksum. In small letters with one blank between them they are the password of every restic
 * repository of the box, so that restic alone opens it, too.
 *
 * <p>The words mean nothing in any language: two syllables, each a consonant and a vowel, of which
 * every combination is a word. So there is no list to keep, and each can be read out and written
 * down.
 */
public record RecoveryWords(List<String> words) {
  public static final int COUNT = 24;

  private static final int CHANCE_OCTETS = 32;
  private static final int WORD_BITS = 11;

  private static final String FIRST = "bcdfghklmnprstvz";
  private static final String VOWELS = "aeio";
  private static final String SECOND = "dflmrstv";

  private static final String FILE = "recovery-words";

  public RecoveryWords {
    words = List.copyOf(words);
    if (words.size() != COUNT || words.stream().anyMatch(word -> number(word) < 0)) {
      throw new IllegalArgumentException("no recovery words");
    }
  }

  /** New ones. */
  static RecoveryWords draw(RandomGenerator random) {
    byte[] octets = new byte[CHANCE_OCTETS + 1];
    random.nextBytes(octets);
    octets[CHANCE_OCTETS] = checksum(octets);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      words.add(word(bits(octets, i * WORD_BITS)));
    }
    return new RecoveryWords(words);
  }

  /**
   * From what a person typed: any case, any space, commas, numbers or full stops between them.
   *
   * @throws IOException with a sentence that says what is wrong with them
   */
  public static RecoveryWords parse(String text) throws IOException {
    List<String> words =
        List.of(text.toLowerCase(Locale.ROOT).split("[^a-z]+")).stream()
            .filter(word -> !word.isEmpty())
            .toList();
    for (int i = 0; i < words.size(); i++) {
      if (number(words.get(i)) < 0) {
        throw new BackupFailed(
            Kind.OTHER,
            "word " + (i + 1) + " of the recovery words, '" + words.get(i) + "', is none of them",
            "la parola numero " + (i + 1) + ", '" + words.get(i) + "', non è una di quelle");
      }
    }
    if (words.size() != COUNT) {
      throw new BackupFailed(
          Kind.OTHER,
          "there are " + words.size() + " recovery words, and " + COUNT + " are needed",
          "le parole di recupero sono " + words.size() + ", e ne servono " + COUNT);
    }
    if (!isChecked(words)) {
      throw new BackupFailed(
          Kind.OTHER,
          "these recovery words do not belong together: one of them is mistyped, or their order is"
              + " another one",
          "queste parole di recupero non stanno insieme: una è scritta male, o l'ordine è un altro");
    }
    return new RecoveryWords(words);
  }

  private static boolean isChecked(List<String> words) {
    byte[] octets = new byte[CHANCE_OCTETS + 1];
    for (int i = 0; i < COUNT; i++) {
      put(octets, i * WORD_BITS, number(words.get(i)));
    }
    return octets[CHANCE_OCTETS] == checksum(octets);
  }

  /**
   * Those of a box; made where there are none yet.
   *
   * @param keys {@code DATA/keys}
   */
  public static RecoveryWords of(Path keys, RandomGenerator random) throws IOException {
    KeyFile file = new KeyFile(keys, FILE);
    synchronized (RecoveryWords.class) {
      if (!file.exists()) {
        file.write((draw(random).text() + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    return parse(Files.readString(file.path(), StandardCharsets.US_ASCII));
  }

  /** As restic takes them. */
  public String text() {
    return String.join(" ", words);
  }

  /** Secrets are not for logs. */
  @Override
  public String toString() {
    return "recovery words";
  }

  private static String word(int number) {
    return ""
        + FIRST.charAt(number >> 7)
        + VOWELS.charAt(number >> 5 & 3)
        + SECOND.charAt(number >> 2 & 7)
        + VOWELS.charAt(number & 3);
  }

  /** Below 0 for what is no word. */
  private static int number(String word) {
    if (word.length() != 4) {
      return -1;
    }
    int first = FIRST.indexOf(word.charAt(0));
    int vowel = VOWELS.indexOf(word.charAt(1));
    int second = SECOND.indexOf(word.charAt(2));
    int last = VOWELS.indexOf(word.charAt(3));
    return (first | vowel | second | last) < 0 ? -1 : first << 7 | vowel << 5 | second << 2 | last;
  }

  private static int bits(byte[] octets, int from) {
    int number = 0;
    for (int bit = from; bit < from + WORD_BITS; bit++) {
      number = number << 1 | (octets[bit / 8] >> (7 - bit % 8) & 1);
    }
    return number;
  }

  private static void put(byte[] octets, int from, int number) {
    for (int i = 0; i < WORD_BITS; i++) {
      int bit = from + i;
      octets[bit / 8] |= (byte) ((number >> (WORD_BITS - 1 - i) & 1) << (7 - bit % 8));
    }
  }

  private static byte checksum(byte[] octets) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(octets, 0, CHANCE_OCTETS);
    return sha256.digest()[0];
  }
}
