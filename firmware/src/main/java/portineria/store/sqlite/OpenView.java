package portineria.store.sqlite;

import portineria.store.sqlite.view.ChunkedView;

/**
 * The entries of a mailbox in memory, as long as somebody holds this object. The writer carries it
 * along with every change.
 */
final class OpenView {
  private final Cell<ChunkedView> cell;

  OpenView(ChunkedView loaded) {
    cell = new Cell<>(loaded);
  }

  Cell<ChunkedView> cell() {
    return cell;
  }
}
