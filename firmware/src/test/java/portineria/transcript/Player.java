package portineria.transcript;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import portineria.transcript.Transcript.Preparation;
import portineria.transcript.Transcript.Step;

/**
 * Plays one transcript. There is no racing: before a line is expected, and before a client goes on
 * after one, its session has come to rest.
 */
final class Player {
  private final Transcript transcript;
  private final Stage stage;
  private final Map<Integer, Client> clients = new TreeMap<>();

  private Player(Transcript transcript, Stage stage) {
    this.transcript = transcript;
    this.stage = stage;
  }

  static void play(Transcript transcript, Stage stage) throws Exception {
    for (Preparation one : transcript.preparations()) {
      try {
        stage.prepare(one.subject(), one.text());
      } catch (RuntimeException e) {
        throw new AssertionError(transcript.name() + ":" + one.line() + ": " + e.getMessage(), e);
      }
    }
    new Player(transcript, stage).play();
  }

  private void play() throws Exception {
    Deque<Step> rest = new ArrayDeque<>(transcript.steps());
    while (!rest.isEmpty()) {
      Step step = rest.poll();
      Client client = client(step.client(), step.line());
      try {
        play(step, client, rest);
      } catch (AssertionError e) {
        throw failure(step, client, e);
      }
    }
    for (Client client : clients.values()) {
      client.end();
    }
  }

  private AssertionError failure(Step step, Client client, AssertionError e) {
    return new AssertionError(
        "%s:%d: %s%n%s".formatted(transcript.name(), step.line(), e.getMessage(), client.log()), e);
  }

  private Client client(int number, int line) throws Exception {
    Client known = clients.get(number);
    if (known != null) {
      return known;
    }
    Client client = new Client(stage.connection(number), stage);
    clients.put(number, client);
    Deque<Step> opening = new ArrayDeque<>();
    stage.opening(number).forEach(text -> opening.add(Transcript.step(line, text)));
    while (!opening.isEmpty()) {
      play(opening.poll(), client, opening);
    }
    return client;
  }

  private static void play(Step step, Client client, Deque<Step> rest) throws Exception {
    switch (step) {
      case Step.Sends sends -> client.send(together(sends, rest));
      case Step.IsSilent silent -> client.beSilent(silent.length());
      case Step.HangsUp hangsUp -> client.hangUp();
      case Step.Hears hears -> client.hear(hears.expected());
      case Step.HearsAnything anything -> client.hearAnything();
      case Step.IsClosed closed -> client.beClosed();
    }
  }

  /** Lines of one client in a row leave together: a client that pipelines. */
  private static byte[] together(Step.Sends first, Deque<Step> rest) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(Notation.octets(first.text()));
    while (rest.peek() instanceof Step.Sends next && next.client() == first.client()) {
      octets.writeBytes(Notation.octets(next.text()));
      rest.poll();
    }
    return octets.toByteArray();
  }
}
