package portineria.store.sqlite;

import java.io.IOException;

/** Another process owns the data folder. The message says what to do. */
public final class DataInUse extends IOException {
  private static final long serialVersionUID = 1L;

  DataInUse(String message) {
    super(message);
  }
}
