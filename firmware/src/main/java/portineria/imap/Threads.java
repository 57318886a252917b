package portineria.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import portineria.imap.wire.ImapWriter;

/**
 * Messages in threads: a list of trees. Messages are the nodes from 0 on; those from {@code
 * messages} on stand for messages that are not there. Built by adding each node after those that
 * are told before it.
 */
final class Threads {
  private static final int NONE = -1;

  private final int messages;
  private final int[] firstChild;
  private final int[] lastChild;
  private final int[] next;

  /** Stands above the roots. */
  private final int top;

  Threads(int messages, int nodes) {
    this.messages = messages;
    this.top = nodes;
    this.firstChild = none(nodes + 1);
    this.lastChild = none(nodes + 1);
    this.next = none(nodes + 1);
  }

  private static int[] none(int count) {
    int[] none = new int[count];
    Arrays.fill(none, NONE);
    return none;
  }

  /** Adds a thread, behind the others. */
  void addRoot(int node) {
    add(top, node);
  }

  /** Adds an answer, behind the others. */
  void add(int parent, int node) {
    if (firstChild[parent] == NONE) {
      firstChild[parent] = node;
    } else {
      next[lastChild[parent]] = node;
    }
    lastChild[parent] = node;
  }

  boolean isEmpty() {
    return firstChild[top] == NONE;
  }

  /**
   * Writes them as THREAD tells them: RFC 5256 §4. A thread may be as deep as the mailbox is large,
   * so what is open waits in an array and not in calls.
   *
   * @param number of each message, by which it is told
   */
  void write(ImapWriter out, IntToLongFunction number) throws IOException {
    IntList waiting = new IntList();
    for (int root = firstChild[top]; root != NONE; root = next[root]) {
      writeRun(out, root, number, waiting);
      while (!waiting.isEmpty()) {
        int sibling = waiting.removeLast();
        if (sibling == NONE) {
          out.octet(')');
        } else {
          waiting.add(next[sibling]);
          writeRun(out, sibling, number, waiting);
        }
      }
    }
  }

  /** A bracket with a message and what follows it one by one; it is left open where it branches. */
  private void writeRun(ImapWriter out, int from, IntToLongFunction number, IntList waiting)
      throws IOException {
    out.octet('(');
    int at = from;
    while (true) {
      if (at < messages) {
        out.number(number.applyAsLong(at));
      }
      int child = firstChild[at];
      if (child == NONE) {
        out.octet(')');
        return;
      }
      if (at < messages) {
        out.space();
      }
      if (next[child] != NONE) {
        waiting.add(child);
        return;
      }
      at = child;
    }
  }
}
