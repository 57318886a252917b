package portineria.transcript;

import java.io.IOException;
import java.util.List;
import portineria.net.Connection;

/** What a protocol brings to its transcripts: a server, and what stands in its store. */
public interface Stage {

  /** A set-up line, {@code subject: text}, before anything is played. */
  void prepare(String subject, String text) throws Exception;

  /** The line that a client comes in by. */
  default MemoryConnection connection(int client) {
    return MemoryConnection.local("C" + client);
  }

  /**
   * What is played before a client's first line, in the notation of transcripts: greeting and
   * login, where the topic is another.
   */
  List<String> opening(int client);

  /** The server under test. */
  void serve(Connection connection) throws IOException;
}
