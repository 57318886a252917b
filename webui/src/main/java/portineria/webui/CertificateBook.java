package portineria.webui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate that the office gives the box, in the place of the one that the box has made. */
public interface CertificateBook {

  /** The one that was given, if there is one. */
  Optional<Given> given();

  /**
   * Checks one, and shows it on all doors.
   *
   * @param text certificates in any order and the key, as PEM
   * @param name by which programs are to reach the box; empty for the certificate's own
   */
  void give(String text, String name) throws Refused;

  /** Forgets it: the box shows its own. */
  void takeBack() throws Refused;

  /**
   * A certificate that was given.
   *
   * @param name by which programs are to reach the box
   * @param names all that it holds for
   * @param issuer who has signed it
   * @param isPublic whether computers trust it by themselves
   */
  record Given(String name, List<String> names, String issuer, Instant until, boolean isPublic) {
    public Given {
      names = List.copyOf(names);
    }
  }
}
