package portineria.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @AfterEach
  void close() {
    passwords.close();
  }

  @Test
  void aPasswordMatchesItsHashAndNoOther() {
    String hash = passwords.hash("città di notte 🌙".toCharArray());
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(passwords.verify("città di notte 🌙".toCharArray(), hash));
    assertFalse(passwords.verify("citta di notte".toCharArray(), hash));
    assertFalse(passwords.verify(new char[0], hash));
  }

  @Test
  void theSamePasswordHasAnotherHashEachTime() {
    assertNotEquals(passwords.hash("same".toCharArray()), passwords.hash("same".toCharArray()));
  }

  /** Made by the reference implementation of Argon2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void hashesOfOtherProgramsAreUnderstood(String hash) {
    assertTrue(passwords.verify("password".toCharArray(), hash));
    assertFalse(passwords.verify("Password".toCharArray(), hash));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=99999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void whatIsNoHashOrTooCostlyIsRefused(String hash) {
    assertThrows(
        IllegalArgumentException.class, () -> passwords.verify("password".toCharArray(), hash));
  }

  @Test
  void nobodysPasswordIsNeverRight() {
    assertFalse(passwords.verifyNobody("anything".toCharArray()));
  }

  @Test
  void manySessionsAtOnceAreServedOneByOne() throws Exception {
    String hash =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    List<Future<Boolean>> results = new ArrayList<>();
    try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        char[] password = (i % 2 == 0 ? "password" : "wrong").toCharArray();
        results.add(sessions.submit(() -> passwords.verify(password, hash)));
      }
    }
    for (int i = 0; i < results.size(); i++) {
      assertEquals(i % 2 == 0, results.get(i).get());
    }
  }
}
