package portineria.vault.transfer;

/**
 * What became of the messages for one mailbox.
 *
 * @param imported those that came; in a dry run, that would
 * @param octets of those
 * @param there those that it had
 * @param removed those that it had once, and that were moved or removed since
 * @param erased those that do not come back, because they were erased
 * @param healed those that are there or were removed, and are not damaged any more
 */
public record Tally(
    long imported, long octets, long there, long removed, long erased, long healed) {
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        imported + other.imported,
        octets + other.octets,
        there + other.there,
        removed + other.removed,
        erased + other.erased,
        healed + other.healed);
  }
}
