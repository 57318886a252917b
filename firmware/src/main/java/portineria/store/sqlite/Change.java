package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import portineria.store.Refusal;

/**
 * Something to be done in a transaction, by the writer's thread. It may be done again when the
 * first attempt failed, so it keeps nothing to itself.
 */
@FunctionalInterface
interface Change<T> {
  T apply(Transaction transaction) throws Refusal, SQLException, IOException;
}
