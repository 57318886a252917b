package portineria.store;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to it, a store is as the one in memory, to which the same is done. */
interface ModelContract extends StoreUnderTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  default void aRandomLifeIsThatOfTheModel(long seed) throws Exception {
    new RandomLife(seed, this).live(150);
  }
}
