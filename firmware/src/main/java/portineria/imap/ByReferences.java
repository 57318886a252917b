package portineria.imap;

import java.util.Arrays;

/**
 * THREAD=REFERENCES: messages are put below those that they answer, as their Message-IDs say, and
 * then threads with the same subject are put together. RFC 5256 §3, REFERENCES; its steps are named
 * in what does them.
 *
 * <p>Nodes are the messages, then the ids that no message here has (dummies), then dummies that
 * step 5 makes. No step calls itself: a chain may be as long as the mailbox.
 */
final class ByReferences {
  private static final int NONE = -1;

  private final Correspondence mail;
  private final int messages;

  /** By the number of a Message-ID: the message that has it, else its dummy. */
  private final int[] nodeOfId;

  /** How many nodes there are; {@link #parent} has room for those of step 5. */
  private int nodes;

  /** What each node is below; a dummy is never below anything. */
  private int[] parent = {};

  /** The messages in the order of their dates. */
  private final int[] byDate;

  private ByReferences(Correspondence mail) {
    this.mail = mail;
    this.messages = mail.count();
    this.nodeOfId = new int[mail.idCount()];
    this.byDate = mail.byDate();
  }

  static Threads of(Correspondence mail) {
    ByReferences threading = new ByReferences(mail);
    threading.nameNodes();
    threading.prune(threading.link());
    threading.gather();
    return threading.sorted();
  }

  /** Of messages with the same id the first has it, and the others have none. */
  private void nameNodes() {
    Arrays.fill(nodeOfId, NONE);
    for (int message = 0; message < messages; message++) {
      int id = mail.id(message);
      if (id != NONE && nodeOfId[id] == NONE) {
        nodeOfId[id] = message;
      }
    }
    nodes = messages;
    for (int id = 0; id < nodeOfId.length; id++) {
      if (nodeOfId[id] == NONE) {
        nodeOfId[id] = nodes++;
      }
    }
  }

  /** Step 1. */
  private Forest link() {
    Forest forest = new Forest(nodes);
    for (int message = 0; message < messages; message++) {
      int above = NONE;
      for (int i = mail.firstReference(message); i < mail.endOfReferences(message); i++) {
        int reference = nodeOfId[mail.reference(i)];
        if (above != NONE && forest.parent(reference) == NONE) {
          forest.link(reference, above);
        }
        above = reference;
      }
      forest.cut(message); // (B): what others say of it counts less than what it says itself
      if (above != NONE) {
        forest.link(message, above);
      }
    }
    return forest;
  }

  /**
   * Steps 2 and 3: a message is below the nearest message above it. Where there is none, and it
   * shares the topmost dummy with others, it is below that.
   */
  private void prune(Forest forest) {
    parent = new int[nodes + messages]; // step 5 makes less dummies than there are roots
    Arrays.fill(parent, NONE);
    int[] below = new int[nodes]; // how many messages are below a dummy
    int[] nearest = nearest(forest);
    for (int message = 0; message < messages; message++) {
      int above = forest.parent(message);
      parent[message] = above == NONE ? NONE : nearest[above];
      if (parent[message] >= messages) {
        below[parent[message]]++;
      }
    }
    for (int message = 0; message < messages; message++) {
      if (parent[message] >= messages && below[parent[message]] == 1) {
        parent[message] = NONE;
      }
    }
  }

  /** For each node itself, if it may have children; else the nearest one above that may. */
  private int[] nearest(Forest forest) {
    int[] nearest = new int[nodes];
    Arrays.fill(nearest, NONE);
    IntList path = new IntList();
    for (int node = 0; node < nodes; node++) {
      int at = node;
      while (nearest[at] == NONE && at >= messages && forest.parent(at) != NONE) {
        path.add(at);
        at = forest.parent(at);
      }
      int found = nearest[at] == NONE ? at : nearest[at];
      nearest[at] = found;
      while (!path.isEmpty()) {
        nearest[path.removeLast()] = found;
      }
    }
    return nearest;
  }

  /** Step 5, on the roots in the order of step 4. */
  private void gather() {
    int[] first = new int[nodes]; // the first message of each thread by date, by its root
    IntList roots = roots(first);
    int[] bySubject = representatives(roots, first);
    int[] dummies = Order.natural(nodes + messages); // by which dummy a dummy is replaced
    for (int i = 0; i < roots.size(); i++) {
      int root = roots.at(i);
      int subject = mail.subject(first[root]);
      if (subject != NONE && bySubject[subject] != root) {
        bySubject[subject] = merge(root, bySubject[subject], dummies);
      }
    }
    for (int message = 0; message < messages; message++) {
      if (parent[message] != NONE) {
        parent[message] = dummies[parent[message]];
      }
    }
  }

  /** Step 4: a dummy is where the first of its children would be. */
  private IntList roots(int[] first) {
    Arrays.fill(first, NONE);
    IntList roots = new IntList();
    for (int message : byDate) {
      int root = parent[message] == NONE ? message : parent[message];
      boolean isRoot = parent[message] == NONE || parent[message] >= messages;
      if (isRoot && first[root] == NONE) {
        first[root] = message;
        roots.add(root);
      }
    }
    return roots;
  }

  /** Step 5 (B): the root that others with its subject are put to, if any. */
  private int[] representatives(IntList roots, int[] first) {
    int[] bySubject = new int[mail.subjectCount()];
    Arrays.fill(bySubject, NONE);
    for (int i = 0; i < roots.size(); i++) {
      int root = roots.at(i);
      int subject = mail.subject(first[root]);
      if (subject != NONE && (bySubject[subject] == NONE || isBetter(root, bySubject[subject]))) {
        bySubject[subject] = root;
      }
    }
    return bySubject;
  }

  private boolean isBetter(int root, int present) {
    return present < messages
        && (root >= messages || (mail.isReply(present) && !mail.isReply(root)));
  }

  /** Step 5 (C): what stands for the subject from now on. */
  private int merge(int root, int present, int[] dummies) {
    if (root >= messages) {
      assert present >= messages;
      dummies[root] = present;
      return present;
    }
    if (present >= messages || (mail.isReply(root) && !mail.isReply(present))) {
      parent[root] = present;
      return present;
    }
    int dummy = nodes++;
    parent[root] = dummy;
    parent[present] = dummy;
    return dummy;
  }

  /** Step 6: who is added in the order of the dates is sorted by them. */
  private Threads sorted() {
    Threads threads = new Threads(messages, nodes);
    boolean[] told = new boolean[nodes];
    for (int message : byDate) {
      int above = parent[message];
      if (above == NONE) {
        threads.addRoot(message);
        continue;
      }
      if (above >= messages && !told[above]) {
        told[above] = true;
        threads.addRoot(above);
      }
      threads.add(above, message);
    }
    return threads;
  }
}
