/**
 * {@code ./portineria bench}: figures beside those of the peers, taken in the same run on the same
 * machine with the same messages. No test: machines are noisy. Start at {@link
 * portineria.bench.Bench}.
 */
@NullMarked
package portineria.bench;

import org.jspecify.annotations.NullMarked;
