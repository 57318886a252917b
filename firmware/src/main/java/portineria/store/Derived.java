package portineria.store;

import java.io.IOException;
import java.util.List;

/** Something with files of its own that hold what it made from messages: a search index, say. */
@FunctionalInterface
public interface Derived {
  /**
   * These messages were erased: deletes what was made from them, and returns when no octet of it is
   * left in a file; deleted rows of SQLite need VACUUM, and its log must be cut.
   *
   * <p>Before this is called, reading them fails already with {@link ErasedMessage}; what was read
   * before must not be written after. It is called again, with the same messages, where an erasure
   * was interrupted.
   */
  void forget(List<MessageId> messages) throws IOException;
}
