package portineria.net.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What we encrypt with: RFC 9325 §4.2, forward secrecy and AEAD only. The server's own certificate
 * has an ECDSA key; the suites for RSA are for one that the office has given. The server's order
 * counts.
 */
final class Ciphers {
  static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private static final List<String> AES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

  private static final List<String> CHACHA20 =
      List.of(
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private Ciphers() {}

  /** AES first where the processor has instructions for it; the Raspberry Pi 3 and 4 have none. */
  static List<String> inOrder(boolean processorKnowsAes) {
    List<String> suites = new ArrayList<>(processorKnowsAes ? AES : CHACHA20);
    suites.addAll(processorKnowsAes ? CHACHA20 : AES);
    return suites;
  }

  /** As {@code /proc/cpuinfo} says: "flags" on x86, "Features" on ARM. Yes, if it can't be read. */
  static boolean processorKnowsAes(Path cpuinfo) {
    try {
      return Files.readAllLines(cpuinfo).stream()
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .flatMap(line -> Arrays.stream(line.split("\\s+")))
          .anyMatch("aes"::equals);
    } catch (IOException notLinux) {
      return true;
    }
  }
}
