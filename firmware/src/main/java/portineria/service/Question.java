package portineria.service;

import java.io.IOException;

/** One thing that a box that lives can answer. */
public interface Question {
  /** What is asked, in a word or two for a log. */
  String name();

  /** Returns when it has made progress; throws where it does not, and hangs where it hangs. */
  void awaitAnswer() throws IOException;
}
