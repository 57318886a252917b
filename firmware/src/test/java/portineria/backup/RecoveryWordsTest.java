package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words that open the backups. */
class RecoveryWordsTest {
  @TempDir Path temp;

  private static String refused(String text) {
    return assertThrows(IOException.class, () -> RecoveryWords.parse(text)).getMessage();
  }

  @Test
  void howeverTheyAreTypedTheyAreTheSame() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      RecoveryWords words = RecoveryWords.draw(new Random(seed));
      assertEquals(words, RecoveryWords.parse(words.text()));
      StringBuilder numbered = new StringBuilder();
      for (int i = 0; i < words.words().size(); i++) {
        numbered.append(i + 1).append(". ").append(words.words().get(i)).append("\r\n\t");
      }
      assertEquals(
          words, RecoveryWords.parse(numbered.toString().toUpperCase(Locale.ROOT) + "\n\n"));
    }
  }

  @Test
  void aWrongWordIsNamedAndAMissingOneCounted() {
    RecoveryWords words = RecoveryWords.draw(new Random(1));
    List<String> wrong = new ArrayList<>(words.words());
    wrong.set(4, "mario");
    assertEquals(
        "word 5 of the recovery words, 'mario', is none of them", refused(String.join(" ", wrong)));
    assertEquals(
        "there are 23 recovery words, and 24 are needed",
        refused(String.join(" ", words.words().subList(0, 23))));
    assertTrue(refused("").startsWith("there are 0 "));
  }

  @Test
  void nearlyEveryOtherWordInsteadOfOneIsNoticed() {
    RecoveryWords words = RecoveryWords.draw(new Random(2));
    RecoveryWords others = RecoveryWords.draw(new Random(3));
    int noticed = 0;
    for (int i = 0; i < RecoveryWords.COUNT; i++) {
      List<String> mixed = new ArrayList<>(words.words());
      mixed.set(i, others.words().get(i));
      noticed += isRefused(mixed) ? 1 : 0;
    }
    List<String> swapped = new ArrayList<>(words.words());
    Collections.swap(swapped, 3, 9);
    assertTrue(isRefused(swapped));
    assertTrue(noticed >= RecoveryWords.COUNT - 1, noticed + " of 24");
  }

  private static boolean isRefused(List<String> words) {
    try {
      RecoveryWords.parse(String.join(" ", words));
      return false;
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("do not belong together"), e::getMessage);
      return true;
    }
  }

  @Test
  void aBoxHasItsWordsForGoodAndForItselfAlone() throws Exception {
    Path keys = temp.resolve("keys");
    RecoveryWords first = RecoveryWords.of(keys, new Random(4));
    assertEquals(first, RecoveryWords.of(keys, new Random(5)));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(keys.resolve("recovery-words"))));
  }
}
