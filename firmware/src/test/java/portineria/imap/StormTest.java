package portineria.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.transcript.MemoryConnection;

/**
 * Some sessions on one mailbox, and on the one that shows what was removed from it, with commands
 * drawn from a seed, one at a time. Some are the owner's, the others of an account with which it is
 * shared. In the end every client must know its mailbox as it is, and on the way no number may move
 * when it must not. Some remember what they know; when they come again they hear the rest.
 */
class StormTest {
  private static final List<String> FLAGS = List.of("\\seen", "\\flagged", "\\deleted", "$work");

  /** What a client does; which message it means depends on how many it knows by then. */
  private record Move(int client, int kind, int which, int flag) {
    static Move draw(Random random, int clients) {
      return new Move(
          random.nextInt(clients), random.nextInt(20), random.nextInt(1000), random.nextInt(4));
    }
  }

  @Test
  void someSessionsAgreeInTheEnd() throws Exception {
    storm(new Random().nextLong(), 40, 4, 120);
  }

  @Test
  @Tag("long")
  void manySessionsAgreeInTheEnd() throws Exception {
    storm(new Random().nextLong(), 300, 8, 600);
  }

  /** Ten minutes of it are {@code -Dportineria.rounds=600}, about. */
  @Test
  @Tag("long")
  void anOfficeOfSessionsAgreesInTheEnd() throws Exception {
    storm(new Random().nextLong(), Integer.getInteger("portineria.rounds", 20), 24, 1000);
  }

  private static void storm(long seed, int rounds, int clients, int length) throws Exception {
    System.out.println("StormTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      List<Move> moves = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        moves.add(Move.draw(random, clients));
      }
      if (!agrees(moves, clients)) {
        List<Move> shortest = shorten(moves, clients);
        Play play = new Play(clients);
        try {
          play.all(shortest);
        } catch (AssertionError e) {
          throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + play.log, e);
        }
      }
    }
  }

  private static boolean agrees(List<Move> moves, int clients) throws Exception {
    try {
      new Play(clients).all(moves);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  /** Leaves out all without which it fails too. */
  private static List<Move> shorten(List<Move> moves, int clients) throws Exception {
    List<Move> left = new ArrayList<>(moves);
    for (int size = left.size() / 2; size >= 1; size /= 2) {
      for (int from = 0; from + size <= left.size(); ) {
        List<Move> fewer = new ArrayList<>(left);
        fewer.subList(from, from + size).clear();
        if (agrees(fewer, clients)) {
          from += size;
        } else {
          left = fewer;
        }
      }
    }
    return left;
  }

  /** One play of moves, against a server of its own. */
  private static final class Play {
    private final ImapStage stage = new ImapStage();
    private final List<Player> players = new ArrayList<>();
    private final StringBuilder log = new StringBuilder();

    Play(int clients) throws Exception {
      stage.prepare("inbox", "6 messages, \\Seen 2");
      stage.prepare("account", "bruno");
      stage.prepare("share", "anna bruno lrswite");
      stage.inbox.remove(UidSet.range(1, 1));
      for (int i = 0; i < clients; i++) {
        String mailbox = i % 4 == 2 ? "Recoverable/INBOX" : "INBOX";
        Player player = new Player("C" + (i + 1), i % 2 == 1, mailbox, i % 3 == 1, i % 4 >= 2);
        players.add(player);
        player.say("LOGIN " + (player.shared ? "bruno" : "anna") + " secret", false);
        if (player.rev2) {
          player.say("ENABLE IMAP4rev2", false);
        }
        if (player.remembers) {
          player.say("ENABLE QRESYNC", false);
        }
        player.select();
      }
    }

    void all(List<Move> moves) throws Exception {
      try {
        for (Move move : moves) {
          players.get(move.client()).make(move);
        }
        for (Player player : players) {
          player.comeAgain();
          player.say("NOOP", false);
          player.model.mustAgree(
              stage.account.mailbox(new MailboxName(player.mailbox)).orElseThrow().view());
        }
      } finally {
        players.forEach(player -> player.connection.hangUp());
      }
    }

    private final class Player {
      private final MemoryConnection connection;
      private final ClientModel model = new ClientModel();
      private final String name;
      private final boolean rev2;
      private final String mailbox;
      private final boolean shared;
      private final boolean remembers;
      private boolean idle;
      private int commands;

      Player(String name, boolean rev2, String mailbox, boolean shared, boolean remembers)
          throws Exception {
        this.name = name;
        this.rev2 = rev2;
        this.mailbox = mailbox;
        this.shared = shared;
        this.remembers = remembers;
        this.connection = MemoryConnection.local(name);
        Thread.ofVirtual().start(this::serve);
        listen(false);
      }

      private void serve() {
        try {
          stage.serve(connection);
        } catch (IOException theClientHasGone) {
          connection.close();
        } finally {
          connection.close();
        }
      }

      void select() throws Exception {
        model.forget();
        say("SELECT " + called(mailbox), false);
        say("FETCH 1:* (UID FLAGS)", true);
      }

      /** Another session of a client that remembers; it goes on in the first one. */
      private void comeAgain() throws Exception {
        if (!remembers) {
          return;
        }
        ClientModel.Memory memory = model.memory();
        Mailbox box = stage.account.mailbox(new MailboxName(mailbox)).orElseThrow();
        Player again = new Player(name + "'", rev2, mailbox, shared, true);
        try {
          again.say("LOGIN " + (shared ? "bruno" : "anna") + " secret", false);
          again.say("ENABLE QRESYNC", false);
          String known = "(" + box.uidValidity().value() + " " + Math.max(1, memory.modSeq()) + ")";
          again.send("q SELECT " + called(mailbox) + " (QRESYNC " + known + ")");
          again.connection.awaitIdle();
          byte[] heard = again.connection.takeOutput();
          log.append(new String(heard, StandardCharsets.UTF_8).indent(4));
          Map<Long, Set<String>> truth = new TreeMap<>();
          View view = box.view();
          Map<Long, Set<String>> after = ClientModel.resynchronised(memory, heard);
          for (int index = 0; index < view.count(); index++) {
            truth.put(view.uid(index), ClientModel.flags(view, index));
          }
          // Messages of which it never knew are news that it fetches by their UIDs.
          truth.keySet().removeIf(uid -> !after.containsKey(uid));
          if (!truth.equals(after)) {
            throw new AssertionError(name + " remembers " + after + ", it is " + truth);
          }
        } finally {
          again.connection.hangUp();
        }
      }

      /** What this one calls a mailbox of anna's. */
      private String called(String hers) {
        if (!shared) {
          return hers;
        }
        return hers.equals("INBOX") ? "Shared/anna" : "Shared/anna/" + hers;
      }

      private void endIdling() throws Exception {
        if (idle) {
          send("DONE");
          listen(false);
          idle = false;
        }
      }

      void say(String command, boolean numbersStandStill) throws Exception {
        endIdling();
        send(name + "-" + ++commands + " " + command);
        listen(numbersStandStill);
      }

      private void send(String line) {
        log.append(name).append(": ").append(line).append('\n');
        connection.send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      }

      private void listen(boolean numbersStandStill) throws Exception {
        connection.awaitIdle();
        byte[] heard = connection.takeOutput();
        log.append(new String(heard, StandardCharsets.UTF_8).indent(4));
        model.hear(heard, numbersStandStill);
      }

      void make(Move move) throws Exception {
        endIdling(); // what was told meanwhile may change what the move means
        if (model.count() == 0 && move.kind() > 6) {
          say("NOOP", false);
          return;
        }
        int number = model.count() == 0 ? 1 : 1 + move.which() % model.count();
        String flag = FLAGS.get(move.flag());
        String sign = List.of("+", "-", "").get(move.which() % 3);
        switch (move.kind()) {
          case 0 -> say("NOOP", false);
          case 1, 2 -> say("APPEND " + called("INBOX") + " (" + flag + ") {3+}\r\na:b", false);
          case 3 -> say("EXPUNGE", false);
          case 4 -> say("UID EXPUNGE " + (1 + move.which() % 10) + ":" + number, false);
          case 5 -> {
            say("IDLE", false);
            idle = true;
          }
          case 6 -> {
            if (move.which() % 4 == 0) {
              say(move.which() % 8 == 0 ? "CLOSE" : "UNSELECT", false);
              select();
            }
          }
          case 7 -> say("FETCH " + number + " (UID FLAGS)", true);
          case 8 -> say("UID FETCH 1:* FLAGS", false);
          case 9, 10 -> say("STORE " + number + " " + sign + "FLAGS (" + flag + ")", true);
          case 11, 12 -> {
            // The client changes what it knows when it asks, before it hears of others' changes.
            int count = model.count();
            boolean heeded = mailbox.equals("INBOX");
            for (int i = Math.min(number, count); heeded && i <= count; i++) {
              model.storesSilently(i, sign.isEmpty() ? ' ' : sign.charAt(0), flag);
            }
            say("STORE " + number + ":* " + sign + "FLAGS.SILENT (" + flag + ")", true);
          }
          case 13 -> say("UID STORE 1:* " + sign + "FLAGS (" + flag + ")", false);
          case 14 -> say("COPY " + number + " " + called("INBOX"), false);
          case 15 -> say("MOVE " + number + " " + called("Trash"), false);
          case 16 -> say("SEARCH UNSEEN", true);
          case 17 -> say("UID SEARCH FLAGGED", false);
          case 18 -> say("FETCH " + number + " BODY[]<99999.1>", true);
          default -> say("MOVE " + number + " " + called("INBOX"), false);
        }
      }
    }
  }
}
