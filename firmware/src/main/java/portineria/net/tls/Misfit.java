package portineria.net.tls;

import java.util.List;

/** A certificate that the office wants to give the box does not fit, and why. */
public final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final What what;
  private final String[] details;

  Misfit(What what, String... details) {
    super(what + " " + List.of(details));
    this.what = what;
    this.details = details.clone();
  }

  /** What is wrong; a sentence for each is where people read it. */
  public enum What {
    /** No certificate in PEM in what was given. */
    NO_CERTIFICATE,
    NO_KEY,
    /** The key is protected by a password. */
    LOCKED_KEY,
    /** The key is none of these certificates'. */
    OTHER_KEY,
    /** Neither RSA from 2048 bits on nor ECDSA on a curve of NIST's. */
    KEY_KIND,
    /** It is not for servers. */
    PURPOSE,
    /** {@code {0}}: whose; {@code {1}}: the day on which it ran out. */
    EXPIRED,
    /** {@code {0}}: whose; {@code {1}}: the day from which on it holds. */
    EARLY,
    /** It names no host. */
    NO_NAMES,
    /** {@code {0}}: the names that it holds for. */
    OTHER_NAME,
    /** It holds for any name of a domain, {@code {0}}, and nobody has said which. */
    WHICH_NAME,
    /** {@code {0}}: whose certificate; {@code {1}}: the authority whose own is missing. */
    GAP,
    /** The certificates do not vouch for each other; {@code {0}}: in the library's words. */
    BROKEN
  }

  public What what() {
    return what;
  }

  public List<String> details() {
    return List.of(details);
  }
}
