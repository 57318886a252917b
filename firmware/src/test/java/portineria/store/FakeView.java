package portineria.store;

import java.util.List;
import java.util.stream.IntStream;

/** A view that is a list. */
record FakeView(
    UidValidity uidValidity,
    List<Entry> entries,
    Uid uidNext,
    ModSeq highestModSeq,
    FlagTable flagTable)
    implements View {

  /** One message in one mailbox. */
  record Entry(
      long uid,
      MessageId message,
      long size,
      long flagBits,
      long modSeq,
      long internalDate,
      long saveDate,
      String uniqueId) {

    Entry flagged(long bits, long at) {
      return new Entry(uid, message, size, bits, at, internalDate, saveDate, uniqueId);
    }
  }

  FakeView {
    entries = List.copyOf(entries);
  }

  @Override
  public int count() {
    return entries.size();
  }

  @Override
  public long uid(int index) {
    return entries.get(index).uid;
  }

  @Override
  public long modSeq(int index) {
    return entries.get(index).modSeq;
  }

  @Override
  public int[] changedSince(ModSeq since) {
    return IntStream.range(0, count()).filter(i -> modSeq(i) > since.value()).toArray();
  }

  @Override
  public long flagBits(int index) {
    return entries.get(index).flagBits;
  }

  @Override
  public MessageId message(int index) {
    return entries.get(index).message;
  }

  @Override
  public long size(int index) {
    return entries.get(index).size;
  }

  @Override
  public long internalDate(int index) {
    return entries.get(index).internalDate;
  }

  @Override
  public long saveDate(int index) {
    return entries.get(index).saveDate;
  }

  @Override
  public int indexOf(long uid) {
    int at = 0;
    while (at < count() && uid(at) < uid) {
      at++;
    }
    return at < count() && uid(at) == uid ? at : -at - 1;
  }

  @Override
  public int countWith(Flag flag) {
    long mask = flagTable.mask(flag);
    return (int) entries.stream().filter(entry -> (entry.flagBits & mask) != 0).count();
  }

  @Override
  public long octets() {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  @Override
  public void compare(View older, Differences into) {
    for (int i = 0; i < older.count(); i++) {
      if (indexOf(older.uid(i)) < 0) {
        into.removed(i);
      }
    }
    for (int i = 0; i < count(); i++) {
      int before = older.indexOf(uid(i));
      if (before < 0) {
        into.arrived(i);
      } else if (older.modSeq(before) != modSeq(i)) {
        into.flagged(i);
      }
    }
  }
}
