package portineria.vault.rights;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.store.Digest;
import portineria.store.Erasure.Target;

/**
 * What the two sides of an erasure say to each other, in UTF-8, in this order:
 *
 * <pre>
 *   plan     along come the ticked messages, each as: account SP digest LF; answered by how many go
 *   report   answered by the next piece of the report; an empty one is the last
 *   erase    answered by the last lines of the report
 * </pre>
 */
final class ErasureWire {
  private ErasureWire() {}

  /** What is asked. */
  enum Question {
    PLAN,
    REPORT,
    ERASE
  }

  static byte[] octets(Question question) {
    return octets(question.name());
  }

  static Question question(byte[] octets) throws IOException {
    try {
      return Question.valueOf(text(octets));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a question: " + text(octets), e);
    }
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  static InputStream octets(Collection<Target> targets) {
    return new ByteArrayInputStream(
        octets(
            targets.stream()
                .map(target -> target.account() + " " + target.digest().hex() + "\n")
                .collect(Collectors.joining())));
  }

  static Set<Target> targets(InputStream octets) throws IOException {
    Set<Target> targets = new LinkedHashSet<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(octets, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int space = line.indexOf(' ');
      if (space < 0) {
        throw new IOException("not a message: " + line);
      }
      targets.add(new Target(line.substring(0, space), Digest.parse(line.substring(space + 1))));
    }
    return targets;
  }
}
