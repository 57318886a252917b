package portineria.net.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import portineria.keys.KeyFile;
import portineria.net.tls.Misfit.What;

/**
 * A certificate that the office has given the box, with its key: bought, or of an authority of the
 * office's own. In {@code given.pem}: two lines of ours, the chain, the key; one file, so that a
 * power cut leaves the old pair or the new one.
 */
public final class GivenCertificate {
  static final String FILE = "given.pem";

  private static final String NAME = "name: ";
  private static final String PUBLIC = "public: ";
  private static final int RSA_BITS_MIN = 2048;

  /** A longer one makes each handshake slow on a small box, for nothing. */
  private static final int RSA_BITS_MAX = 4096;

  /** RFC 5280 §4.2.1.6: the tag of a host name. */
  private static final int DNS_NAME = 2;

  /** RFC 5280 §4.2.1.12. */
  private static final Set<String> SERVERS = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private final String name;
  private final Chain chain;
  private final PrivateKey key;

  private GivenCertificate(String name, Chain chain, PrivateKey key) {
    this.name = name;
    this.chain = chain;
    this.key = key;
  }

  /**
   * Reads and checks what somebody gives.
   *
   * @param text certificates in any order and the key, as PEM
   * @param wanted the name by which programs are to reach the box; empty for the certificate's own
   * @param everywhere the authorities that all computers know
   */
  static GivenCertificate of(
      String text, String wanted, Set<X509Certificate> everywhere, Instant now) throws Misfit {
    PemText pem;
    try {
      pem = PemText.of(text);
    } catch (IOException damaged) {
      throw new Misfit(What.NO_CERTIFICATE);
    }
    if (pem.certificates().isEmpty()) {
      throw new Misfit(What.NO_CERTIFICATE);
    }
    if (pem.keys().isEmpty()) {
      throw new Misfit(pem.hasLockedKey() ? What.LOCKED_KEY : What.NO_KEY);
    }
    PrivateKey key = pem.keys().getFirst();
    X509Certificate server =
        pem.certificates().stream()
            .filter(one -> belong(key, one.getPublicKey()))
            .findFirst()
            .orElseThrow(() -> new Misfit(What.OTHER_KEY));
    checkKind(server.getPublicKey());
    checkPurpose(server);
    String name = name(server, wanted.toLowerCase(Locale.ROOT));
    return new GivenCertificate(name, Chain.of(server, pem.certificates(), everywhere, now), key);
  }

  private static void checkKind(PublicKey key) throws Misfit {
    boolean fits =
        switch (key) {
          case RSAPublicKey rsa ->
              rsa.getModulus().bitLength() >= RSA_BITS_MIN
                  && rsa.getModulus().bitLength() <= RSA_BITS_MAX;
          case ECPublicKey ec ->
              Set.of(256, 384, 521).contains(ec.getParams().getOrder().bitLength());
          default -> false;
        };
    if (!fits) {
      throw new Misfit(What.KEY_KIND);
    }
  }

  private static void checkPurpose(X509Certificate server) throws Misfit {
    try {
      List<String> purposes = server.getExtendedKeyUsage();
      if (purposes != null && purposes.stream().noneMatch(SERVERS::contains)) {
        throw new Misfit(What.PURPOSE);
      }
    } catch (CertificateParsingException garbled) {
      throw new Misfit(What.PURPOSE);
    }
  }

  private static String name(X509Certificate server, String wanted) throws Misfit {
    List<String> names = names(server);
    if (names.isEmpty()) {
      throw new Misfit(What.NO_NAMES);
    }
    if (!wanted.isEmpty()) {
      if (wanted.startsWith("*") || !covers(names, wanted)) {
        throw new Misfit(What.OTHER_NAME, String.join(", ", names));
      }
      return wanted;
    }
    return names.stream()
        .filter(one -> !one.startsWith("*."))
        .findFirst()
        .orElseThrow(() -> new Misfit(What.WHICH_NAME, String.join(", ", names)));
  }

  /** The host names that a certificate holds for; such as {@code *.office.example} among them. */
  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> one : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (one.get(0).equals(DNS_NAME)) {
          names.add(String.valueOf(one.get(1)).toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException garbled) {
      return List.of();
    }
    return names;
  }

  /** A star stands for one label, the first: RFC 9525 §6.3. */
  private static boolean covers(List<String> names, String host) {
    int dot = host.indexOf('.');
    return names.contains(host) || (dot > 0 && names.contains("*" + host.substring(dot)));
  }

  /** Whether a signature by {@code key} is one of {@code known}. */
  private static boolean belong(PrivateKey key, PublicKey known) {
    if (!key.getAlgorithm().equals(known.getAlgorithm())) {
      return false;
    }
    String signature =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    return LocalAuthority.belong(key, known, signature);
  }

  /**
   * The one in {@code folder}, if there is one.
   *
   * @throws IOException with a sentence for the administrator, when the file is damaged
   */
  static Optional<GivenCertificate> in(Path folder) throws IOException {
    KeyFile file = new KeyFile(folder, FILE);
    if (!file.exists()) {
      return Optional.empty();
    }
    String text = Files.readString(file.path(), StandardCharsets.ISO_8859_1);
    PemText pem = PemText.of(text);
    Optional<String> name = line(text, NAME);
    if (name.isEmpty() || pem.certificates().isEmpty() || pem.keys().size() != 1) {
      throw new IOException(
          file.path()
              + " is damaged; put it back from a backup, or delete it: then the box shows its own"
              + " certificate");
    }
    boolean isPublic = line(text, PUBLIC).equals(Optional.of("yes"));
    return Optional.of(
        new GivenCertificate(
            name.get(), new Chain(pem.certificates(), isPublic), pem.keys().getFirst()));
  }

  private static Optional<String> line(String text, String beginning) {
    return text.lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .findFirst();
  }

  void keepIn(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(NAME).append(name).append('\n');
    text.append(PUBLIC).append(isPublic() ? "yes" : "no").append('\n');
    chain.certificates().forEach(one -> text.append(PemFile.pem(one)));
    text.append(PemFile.pem(key));
    new KeyFile(folder, FILE).write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  Identity identity(String alias) {
    return new Identity(alias, key, chain.certificates());
  }

  /** Whether it holds for that name. */
  boolean covers(String host) {
    return covers(names(), host);
  }

  /** Where computers do not trust it by themselves: what they have to trust. */
  Optional<X509Certificate> authority() {
    return isPublic() ? Optional.empty() : Optional.of(chain.certificates().getLast());
  }

  /** By which programs are to reach the box. */
  public String name() {
    return name;
  }

  /** All host names that it holds for. */
  public List<String> names() {
    return names(server());
  }

  /** Who has signed it. */
  public String issuer() {
    return server().getIssuerX500Principal().getName();
  }

  public Instant until() {
    return server().getNotAfter().toInstant();
  }

  /** Whether computers trust it by themselves. */
  public boolean isPublic() {
    return chain.isPublic();
  }

  private X509Certificate server() {
    return chain.certificates().getFirst();
  }
}
