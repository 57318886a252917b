package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that remembers what was forced and what was not, so that its power can be cut.
 * Names and octets are forced separately, each directory by itself: the least that POSIX promises.
 */
public final class MemoryDisk implements Disk {
  private static final Node DIRECTORY = new Node();

  private final Map<String, Node> names = new TreeMap<>();
  private final Map<String, Node> durableNames = new TreeMap<>();

  /** Changes of names that are not durable yet, in order. */
  private final List<Link> links = new ArrayList<>();

  private long free = Long.MAX_VALUE;

  /** An empty disk. */
  public MemoryDisk() {
    names.put("", DIRECTORY);
    durableNames.put("", DIRECTORY);
  }

  /** What {@link #freeOctets} says from now on. */
  public synchronized void setFree(long octets) {
    free = octets;
  }

  @Override
  public synchronized Disk.File open(String name) throws IOException {
    return new OpenFile(find(name));
  }

  @Override
  public Disk.File edit(String name) throws IOException {
    return open(name);
  }

  private Node find(String name) throws NoSuchFileException {
    Node node = names.get(name);
    if (node == null || node == DIRECTORY) {
      throw new NoSuchFileException(name);
    }
    return node;
  }

  @Override
  public synchronized Disk.File create(String name) throws IOException {
    checkDirectory(parent(name));
    Node node = names.get(name);
    if (node == null) {
      node = new Node();
      link(name, node);
    } else {
      node.truncate(0);
    }
    return new OpenFile(node);
  }

  private void checkDirectory(String name) throws NoSuchFileException {
    if (names.get(name) != DIRECTORY) {
      throw new NoSuchFileException(name);
    }
  }

  private static String parent(String name) {
    return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
  }

  private void link(String name, Node node) {
    Link link = new Link(name, node);
    links.add(link);
    link.apply(names);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    Node node = find(from);
    checkDirectory(parent(to));
    link(to, node);
    link(from, null);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      link(name, null);
    }
  }

  @Override
  public synchronized void makeDirectory(String name) throws IOException {
    checkDirectory(parent(name));
    if (!names.containsKey(name)) {
      link(name, DIRECTORY);
    }
  }

  @Override
  public synchronized void forceDirectory(String name) throws IOException {
    checkDirectory(name);
    links.removeIf(
        link -> {
          boolean isIn = parent(link.name).equals(name);
          if (isIn) {
            link.apply(durableNames);
          }
          return isIn;
        });
  }

  @Override
  public synchronized List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return names.keySet().stream()
        .filter(name -> !name.isEmpty() && name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !name.contains("/"))
        .toList();
  }

  @Override
  public synchronized long freeOctets() {
    return free;
  }

  /** All files, by name. */
  public synchronized List<String> files() {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue() != DIRECTORY)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The octets of a file as they are now. */
  public synchronized byte[] octets(String name) throws IOException {
    return find(name).now.clone();
  }

  /** Turns one octet of a file into another. */
  public synchronized void spoil(String name, long position) throws IOException {
    find(name).now[(int) position] ^= 0x20;
  }

  /**
   * The disk as it may be found after a power cut: what was forced, and of the rest what {@code
   * random} leaves of it. Changes of names survive in their order, writes in any, and a write may
   * be torn between blocks.
   */
  public synchronized MemoryDisk afterPowerCut(RandomGenerator random) {
    Map<String, Node> surviving = new TreeMap<>(durableNames);
    int count = links.isEmpty() ? 0 : random.nextInt(links.size() + 1);
    links.subList(0, count).forEach(link -> link.apply(surviving));
    MemoryDisk found = new MemoryDisk();
    for (Map.Entry<String, Node> entry : surviving.entrySet()) {
      String name = entry.getKey();
      if (!name.isEmpty() && found.names.get(parent(name)) == DIRECTORY) {
        Node node = entry.getValue();
        found.names.put(name, node == DIRECTORY ? DIRECTORY : node.afterPowerCut(random));
      }
    }
    found.durableNames.putAll(found.names);
    return found;
  }

  /** A name that now leads to a node; to none where that is null. */
  private record Link(String name, Node node) {
    private void apply(Map<String, Node> names) {
      if (node == null) {
        names.remove(name);
      } else {
        names.put(name, node);
      }
    }
  }

  /** A change of a file that is not durable yet. */
  private sealed interface Change {
    record Written(int position, ByteBuffer octets) implements Change {}

    record Cut(int size) implements Change {}
  }

  /** A file without its name. */
  private static final class Node {
    private byte[] now = {};
    private byte[] durable = {};
    private final List<Change> changes = new ArrayList<>();

    private void write(ByteBuffer octets, long position) {
      changes.add(new Change.Written((int) position, octets));
      now = written(now, octets, (int) position);
    }

    private static byte[] written(byte[] before, ByteBuffer octets, int position) {
      int end = position + octets.remaining();
      byte[] after = Arrays.copyOf(before, Math.max(before.length, end));
      octets.get(octets.position(), after, position, octets.remaining());
      return after;
    }

    private void truncate(long size) {
      if (size < now.length) {
        changes.add(new Change.Cut((int) size));
        now = Arrays.copyOf(now, (int) size);
      }
    }

    private void force() {
      durable = now;
      changes.clear();
    }

    private static ByteBuffer torn(ByteBuffer octets, RandomGenerator random) {
      int blocks = octets.remaining() / 512;
      return random.nextBoolean() ? octets : octets.slice(0, 512 * random.nextInt(blocks + 1));
    }

    private Node afterPowerCut(RandomGenerator random) {
      byte[] found = durable;
      for (Change change : changes) {
        if (random.nextBoolean()) {
          found =
              switch (change) {
                case Change.Cut(int size) -> Arrays.copyOf(found, Math.min(found.length, size));
                case Change.Written(int at, ByteBuffer octets) ->
                    written(found, torn(octets, random), at);
              };
        }
      }
      Node node = new Node();
      node.now = found;
      node.durable = found;
      return node;
    }
  }

  private final class OpenFile implements Disk.File {
    private final Node node;

    private OpenFile(Node node) {
      this.node = Objects.requireNonNull(node);
    }

    @Override
    public long size() {
      synchronized (MemoryDisk.this) {
        return node.now.length;
      }
    }

    @Override
    public int read(ByteBuffer target, long position) {
      synchronized (MemoryDisk.this) {
        if (position >= node.now.length) {
          return target.hasRemaining() ? -1 : 0;
        }
        int count = (int) Math.min(target.remaining(), node.now.length - position);
        target.put(node.now, (int) position, count);
        return count;
      }
    }

    @Override
    public void write(ByteBuffer octets, long position) {
      ByteBuffer copy = ByteBuffer.allocate(octets.remaining()).put(octets).flip();
      synchronized (MemoryDisk.this) {
        node.write(copy, position);
      }
    }

    @Override
    public void truncate(long size) {
      synchronized (MemoryDisk.this) {
        node.truncate(size);
      }
    }

    @Override
    public void force() {
      synchronized (MemoryDisk.this) {
        node.force();
      }
    }

    @Override
    public void close() {}
  }
}
