package portineria.imap;

import java.util.Arrays;

/**
 * Trees of numbered nodes, in which a link that would close a loop is refused. Who is the root of
 * what is found in a number of steps that grows with the logarithm of the nodes, however deep they
 * are: else a few messages with hostile references would keep a processor busy for minutes.
 *
 * <p>It is a link/cut tree (Sleator and Tarjan, 1983): each tree is taken apart into paths, and
 * each path is a splay tree in the order of depth. The {@code up} of a splay tree's root leads to
 * the node that the path hangs from.
 */
final class Forest {
  static final int NONE = -1;

  private final int[] parent;
  private final int[] children;
  private final int[] left;
  private final int[] right;
  private final int[] up;

  Forest(int nodes) {
    parent = none(nodes);
    children = new int[nodes];
    left = none(nodes);
    right = none(nodes);
    up = none(nodes);
  }

  private static int[] none(int nodes) {
    int[] none = new int[nodes];
    Arrays.fill(none, NONE);
    return none;
  }

  /** The node above, or {@link #NONE}. */
  int parent(int node) {
    return parent[node];
  }

  /** Hangs a node that has no parent below another one, unless that is below it already. */
  void link(int child, int above) {
    assert parent[child] == NONE;
    if (child == above || (children[child] > 0 && root(above) == child)) {
      return;
    }
    expose(child);
    up[child] = above;
    parent[child] = above;
    children[above]++;
  }

  /** Takes a node away from its parent, if it has one. */
  void cut(int child) {
    if (parent[child] == NONE) {
      return;
    }
    expose(child);
    up[left[child]] = NONE;
    left[child] = NONE;
    children[parent[child]]--;
    parent[child] = NONE;
  }

  private int root(int node) {
    expose(node);
    int root = node;
    while (left[root] != NONE) {
      root = left[root];
    }
    splay(root);
    return root;
  }

  /** Makes a path of all that is between the root and the node, and the node its splay root. */
  private void expose(int node) {
    int below = NONE;
    for (int at = node; at != NONE; at = up[at]) {
      splay(at);
      right[at] = below;
      below = at;
    }
    splay(node);
  }

  private boolean isSplayRoot(int node) {
    int above = up[node];
    return above == NONE || (left[above] != node && right[above] != node);
  }

  private void splay(int node) {
    while (!isSplayRoot(node)) {
      int above = up[node];
      if (!isSplayRoot(above)) {
        boolean straight = (left[above] == node) == (left[up[above]] == above);
        rotate(straight ? above : node);
      }
      rotate(node);
    }
  }

  private void rotate(int node) {
    int above = up[node];
    int top = up[above];
    if (!isSplayRoot(above)) {
      (left[top] == above ? left : right)[top] = node;
    }
    boolean isLeft = left[above] == node;
    int[] outer = isLeft ? left : right;
    int[] inner = isLeft ? right : left;
    outer[above] = inner[node];
    if (inner[node] != NONE) {
      up[inner[node]] = above;
    }
    inner[node] = above;
    up[above] = node;
    up[node] = top;
  }
}
