package portineria.store.volume;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import portineria.store.Digest;

/**
 * One walk through one volume, header by header. What is no entry is named and left out: the walk
 * goes on at the next block that begins one.
 */
final class Walk {
  private final int volume;
  private final Window window;
  private final Consumer<Found> visitor;
  private final boolean withOctets;
  private final MessageDigest sha256 = Digest.sha256();

  /**
   * @param withOctets whether each message is read and compared with its name
   */
  Walk(int volume, Window window, Consumer<Found> visitor, boolean withOctets) {
    this.volume = volume;
    this.window = window;
    this.visitor = visitor;
    this.withOctets = withOctets;
  }

  /**
   * Walks from {@code from} to the window's limit.
   *
   * @return where the last whole entry ends; {@code from} where there is none
   */
  long run(long from) throws IOException {
    long end = from;
    long at = from;
    while (at < window.limit()) {
      Optional<EntryHead> head = EntryHead.parse(window, at);
      if (head.isPresent() && head.get().end(at) <= window.limit()) {
        long start = at;
        at = head.get().end(start);
        end = at;
        tell(head.get(), start);
      } else {
        at = leaveOut(at, head);
      }
    }
    return end;
  }

  private void tell(EntryHead head, long start) throws IOException {
    if (head.path().erased()) {
      erased(head, start);
      return;
    }
    Entry entry = entry(head, start);
    if (!withOctets || hasItsOctets(entry)) {
      visitor.accept(new Found.Message(entry));
    } else if (isErasedNow(start)) {
      tell(EntryHead.parse(window, start).orElseThrow(), start);
    } else {
      visitor.accept(
          damage(start, head.end(start), "the octets are not those that came", Optional.of(entry)));
    }
  }

  private void erased(EntryHead head, long start) throws IOException {
    Location place = location(head, start);
    boolean blank = withOctets && window.isZero(place.offset(), place.offset() + place.size());
    EntryPath path = head.path();
    Grave grave = new Grave(place, path.account(), path.digest());
    visitor.accept(new Found.Erased(grave, head.group(), blank));
  }

  /** Beside a process that erases: the message became a tombstone while it was read here. V12. */
  private boolean isErasedNow(long start) throws IOException {
    window.forget();
    return EntryHead.parse(window, start).filter(head -> head.path().erased()).isPresent();
  }

  private Entry entry(EntryHead head, long start) {
    EntryPath path = head.path();
    return new Entry(
        path.text(),
        path.digest(),
        location(head, start),
        head.label().orElseThrow(),
        head.group());
  }

  private Location location(EntryHead head, long start) {
    return new Location(volume, start + head.octets(), head.size());
  }

  private boolean hasItsOctets(Entry entry) throws IOException {
    sha256.reset();
    Location location = entry.location();
    return window.pass(location.offset(), location.size(), sha256::update)
        && Digest.of(sha256.digest()).equals(entry.digest());
  }

  /** Goes on to where the next entry begins, and names what was in between unless it is the end. */
  private long leaveOut(long at, Optional<EntryHead> head) throws IOException {
    long next = nextHeader(at + TarHeader.BLOCK);
    boolean isEnd = next == window.limit() && window.isZero(at, window.limit());
    if (!isEnd) {
      Optional<Entry> entry =
          head.filter(cut -> cut.label().isPresent()).map(cut -> entry(cut, at));
      String what = entry.isPresent() ? "the message is cut short" : "no entry can be read here";
      visitor.accept(damage(at, next, what, entry));
    }
    return next;
  }

  private long nextHeader(long from) throws IOException {
    long at = from;
    while (at + TarHeader.BLOCK <= window.limit()) {
      if (window.header(at).filter(header -> header.type() == TarHeader.PAX).isPresent()) {
        return at;
      }
      at += TarHeader.BLOCK;
    }
    return window.limit();
  }

  private Found.Damaged damage(long from, long to, String what, Optional<Entry> entry) {
    return new Found.Damaged(volume, from, to, what, entry);
  }
}
