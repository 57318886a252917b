package portineria.store;

import java.time.Instant;
import java.time.InstantSource;

/** What an implementation brings to the contract. */
interface StoreUnderTest {
  /** What every clock shows. */
  Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  InstantSource CLOCK = InstantSource.fixed(NOW);

  /**
   * Opens the one store of this test, with {@link #CLOCK}. It is new at first; opened again after a
   * close, it holds what it held.
   */
  Store open() throws Exception;

  /** Opens it, with an account {@code anna}. */
  default Box box() throws Exception {
    return Box.of(open());
  }
}
