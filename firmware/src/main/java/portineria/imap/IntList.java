package portineria.imap;

import java.util.Arrays;

/** A growing list of indexes. */
final class IntList {
  private int[] items = new int[16];
  private int size;

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = item;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  int removeLast() {
    return items[--size];
  }

  int at(int i) {
    return items[i];
  }
}
