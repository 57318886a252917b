package portineria.store;

import java.time.Instant;

/** What an implementation brings to the contract. */
interface StoreUnderTest {
  /** What every clock shows at first. */
  Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  /** The one clock of this test. */
  SettableClock clock();

  /**
   * Opens the one store of this test, with {@link #clock}. It is new at first; opened again after a
   * close, it holds what it held.
   */
  Store open() throws Exception;

  /** Opens it, with an account {@code anna}. */
  default Box box() throws Exception {
    return Box.of(open());
  }
}
