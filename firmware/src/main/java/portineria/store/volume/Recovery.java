package portineria.store.volume;

import java.util.List;

/**
 * What recovery at start did.
 *
 * @param cuts octets without a committed entry, which are gone now: a group that the last crash
 *     interrupted
 * @param losses octets that the index knows and the disk does not have: nothing was changed there
 */
public record Recovery(List<Found.Damaged> cuts, List<Found.Damaged> losses) {
  public Recovery {
    cuts = List.copyOf(cuts);
    losses = List.copyOf(losses);
  }
}
