/**
 * SQLite as this project uses it: one connection per thread, prepared statements, migrations, what
 * an error means. The only place besides the search that knows JDBC's driver.
 *
 * <p>Start at {@link portineria.store.sqlite.database.Database}. It may know nothing of mail.
 *
 * <p>JDBC never runs on a virtual thread: native code would hold up a carrier. Who wants to read
 * goes through {@link portineria.store.sqlite.database.Readers}; the one who writes is a platform
 * thread of its own.
 */
@NullMarked
package portineria.store.sqlite.database;

import org.jspecify.annotations.NullMarked;
