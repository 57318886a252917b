package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** One message can't be read as it should be; the others can. The message is for a person. */
public final class Unreadable extends IOException {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message);
  }

  Unreadable(String message, Exception cause) {
    super(message, cause);
  }

  /** What a person is told of trouble with a file of theirs. */
  static String words(IOException e) {
    return switch (e) {
      case Unreadable unreadable -> String.valueOf(unreadable.getMessage());
      case NoSuchFileException gone -> "it is not there";
      case AccessDeniedException denied -> "it can't be read: check its permissions";
      default -> "it can't be read: " + e.getMessage();
    };
  }
}
