package portineria.store.sqlite;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for what is left of messages in every octet of every file. A message is known by its pieces
 * of 16 octets, at every multiple of 16; pieces that other messages have too, or that repeat one
 * octet, say nothing.
 */
public final class Traces {
  private static final int PIECE = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The second half of each piece by its first half. */
  private final Map<Long, Long> pieces = new HashMap<>();

  /** These octets must be nowhere. */
  public void lookFor(byte[] octets) {
    for (int at = 0; at + PIECE <= octets.length; at += PIECE) {
      long first = (long) LONGS.get(octets, at);
      long second = (long) LONGS.get(octets, at + 8);
      if (first != second) {
        pieces.put(first, second);
      }
    }
  }

  /** These octets may be there. */
  public void allow(byte[] octets) {
    for (int at = 0; at + PIECE <= octets.length; at++) {
      pieces.remove((long) LONGS.get(octets, at));
    }
  }

  public int count() {
    return pieces.size();
  }

  /** Where something is left, in any file below {@code folder}. */
  public List<String> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      byte[] octets = Files.readAllBytes(file);
      for (int at = 0; at + PIECE <= octets.length; at++) {
        Long second = pieces.get((long) LONGS.get(octets, at));
        if (second != null && second == (long) LONGS.get(octets, at + 8)) {
          found.add(folder.relativize(file) + " at " + at + ": " + text(octets, at));
        }
      }
    }
    return found;
  }

  private static String text(byte[] octets, int at) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < at + PIECE; i++) {
      text.append(octets[i] >= ' ' && octets[i] < 0x7f ? (char) octets[i] : '.');
    }
    return text.toString();
  }
}
