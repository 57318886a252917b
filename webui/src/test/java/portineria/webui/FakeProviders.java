package portineria.webui;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table with a usual provider and one from which nothing can be fetched. */
final class FakeProviders implements ProviderBook {
  @Override
  public List<String> names() {
    return List.of("Example Hoster", "No POP");
  }

  @Override
  public Optional<Proposal> propose(String address, Optional<String> provider) {
    if (provider.equals(Optional.of("No POP")) || address.endsWith("@nopop.example")) {
      return Optional.of(
          new Proposal(
              "No POP",
              Optional.empty(),
              Optional.of(new Server("smtp.nopop.example", 587, SourceBook.Tls.STARTTLS)),
              address,
              Set.of(Caution.NO_POP3, Caution.APP_PASSWORD),
              "https://nopop.example/help"));
    }
    if (provider.equals(Optional.of("Example Hoster")) || address.endsWith("@hoster.example")) {
      return Optional.of(
          new Proposal(
              "Example Hoster",
              Optional.of(new Server("pop.hoster.example", 110, SourceBook.Tls.STARTTLS)),
              Optional.of(new Server("smtp.hoster.example", 465, SourceBook.Tls.IMPLICIT)),
              address,
              Set.of(Caution.SWITCH_ON),
              "https://hoster.example/help"));
    }
    return Optional.empty();
  }
}
