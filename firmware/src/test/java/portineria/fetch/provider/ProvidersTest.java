package portineria.fetch.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.fetch.provider.Provider.Note;
import portineria.fetch.provider.Provider.Server;
import portineria.store.Source.Tls;

class ProvidersTest {
  private final Providers providers = Providers.standard();

  @Test
  void theTableIsWholeAndSaysWhereItIsFrom() {
    assertTrue(providers.all().size() >= 50, "providers: " + providers.all().size());
    for (Provider provider : providers.all()) {
      assertTrue(
          Set.of("https", "http").contains(provider.source().getScheme()), provider.toString());
      assertTrue(provider.smtp().isPresent(), provider.toString());
      provider.domains().forEach(domain -> assertTrue(isHost(domain), domain));
      for (Server server : servers(provider)) {
        assertTrue(isHost(server.host()), server.toString());
        // RFC 8314 §3.3, RFC 1939 §3, RFC 6409 §3.1; another port would be a slip.
        assertTrue(Set.of(995, 110, 465, 587).contains(server.port()), server.toString());
        assertEquals(
            Set.of(995, 465).contains(server.port()) ? Tls.IMPLICIT : Tls.STARTTLS,
            server.tls(),
            server.toString());
      }
    }
  }

  private static List<Server> servers(Provider provider) {
    return java.util.stream.Stream.of(provider.pop3(), provider.smtp())
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isHost(String name) {
    return name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
  }

  @Test
  void anAddressTellsItsProviderByItsDomainOrOneAboveIt() {
    Provider libero = providers.of("Anna@Libero.it").orElseThrow();
    assertEquals(Optional.of(new Server("popmail.libero.it", 995, Tls.IMPLICIT)), libero.pop3());
    assertEquals("anna@libero.it", libero.userFor("anna@libero.it"));
    assertEquals("WEB.DE", providers.of("anna@web.de").orElseThrow().name());
    assertEquals("anna", providers.of("anna@web.de").orElseThrow().userFor("anna@web.de"));
    Provider pec = providers.of("studio@rossi.legalmail.it").orElseThrow();
    assertTrue(pec.notes().contains(Note.CERTIFIED), pec.toString());
    assertEquals("", pec.userFor("studio@rossi.legalmail.it"));
    assertEquals(Optional.empty(), providers.of("info@office.example"));
    assertEquals(Optional.empty(), providers.of("it"));
    assertEquals(Optional.empty(), providers.of(""));
  }

  @Test
  void whatCanNotBeFetchedSaysSo() {
    assertTrue(providers.of("a@icloud.com").orElseThrow().pop3().isEmpty());
    assertTrue(providers.of("a@hotmail.it").orElseThrow().notes().contains(Note.NO_PASSWORD));
    assertEquals("Aruba", providers.named("Aruba").orElseThrow().name());
    assertEquals(Optional.empty(), providers.named("Nobody"));
  }

  @Test
  void aWrongLineIsNamed() {
    for (String line :
        List.of(
            "A\ta.example\t-\t-\taddress\t-",
            "A\ta.example\t-\tsmtp.a.example:465:tls\taddress\t-\thttps://a.example/",
            "A\ta.example\tpop.a.example:995\t-\taddress\t-\thttps://a.example/",
            "A\ta.example\tpop.a.example:0:tls\t-\taddress\t-\thttps://a.example/",
            "A\ta.example\tpop.a.example:995:ssl\t-\taddress\t-\thttps://a.example/",
            "A\ta.example\tpop.a.example:995:tls\t-\tnobody\t-\thttps://a.example/",
            "A\ta.example\tpop.a.example:995:tls\t-\taddress\tnew\thttps://a.example/",
            "A\ta.example,a.example\tpop.a.example:995:tls\t-\taddress\t-\tnot a URI")) {
      IllegalArgumentException why =
          assertThrows(IllegalArgumentException.class, () -> Providers.parse(line));
      assertTrue(String.valueOf(why.getMessage()).contains(line), why.getMessage());
    }
    String good = "A\ta.example\tpop.a.example:995:tls\t-\taddress\t-\thttps://a.example/\n";
    assertThrows(IllegalArgumentException.class, () -> Providers.parse(good + good));
  }
}
