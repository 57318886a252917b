package portineria.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portineria.account.Authenticator;
import portineria.account.Authenticator.Outcome;
import portineria.account.PlainCredentials;
import portineria.store.Actor;
import portineria.store.Directory.Pop3Deletion;
import portineria.transcript.MemoryConnection;

class GuestsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:30:00Z");
  private static final InetAddress OFFICE = InetAddress.ofLiteral("192.168.1.7");
  private static final Actor PHONE = new Actor("phone", "imap");

  private final Guests guests = new Guests(() -> NOW);
  private final Authenticator noting =
      guests.noting(
          (credentials, from, door) ->
              credentials.user().equals("maria")
                  ? new Outcome.Granted("maria", PHONE, Pop3Deletion.HIDE)
                  : new Outcome.Denied());

  private void login(String name) {
    Outcome ignored = noting.login(new PlainCredentials(name, "x"), OFFICE, "imap");
    assertEquals(name.equals("maria"), ignored instanceof Outcome.Granted);
  }

  @Test
  void whoComesInIsHereUntilTheSessionEnds() throws Exception {
    List<Guests.Guest> during = new ArrayList<>();
    guests
        .noting(
            connection -> {
              login("bruno");
              during.addAll(guests.here());
              login("maria");
              during.addAll(guests.here());
            })
        .serve(MemoryConnection.local("C1"));
    assertEquals(List.of(new Guests.Guest("maria", PHONE, OFFICE, NOW)), during);
    assertEquals(List.of(), guests.here());
  }

  @Test
  void aSessionThatEndsByABugIsOverToo() {
    try {
      guests
          .noting(
              connection -> {
                login("maria");
                throw new IllegalStateException("a bug");
              })
          .serve(MemoryConnection.local("C1"));
    } catch (Exception expected) {
      assertEquals("a bug", expected.getMessage());
    }
    assertEquals(List.of(), guests.here());
  }
}
