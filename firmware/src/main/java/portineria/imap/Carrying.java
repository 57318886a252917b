package portineria.imap;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import portineria.imap.wire.No;
import portineria.message.Octets;
import portineria.store.ErasedMessage;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox.Copied;
import portineria.store.Mailbox.Delivery;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * Brings messages of one account into a mailbox of another, where they are stored anew: what is
 * erased in one account must not be looked for in the other. Flags that may not be set there stay
 * behind: RFC 4314 §4.
 *
 * <p>It goes by batches, each one step of the store, so that memory does not depend on how many
 * there are. When one fails, what came before is taken out again: RFC 9051 §6.4.7.
 */
final class Carrying {
  /** Messages on their way at once: each has a buffer in the spool. */
  private static final int BATCH = 50;

  private static final int BUFFER_OCTETS = 32 * 1024;

  private final SelectedMailbox from;
  private final View view;
  private final Target target;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private final List<Uid> source = new ArrayList<>();
  private final List<Uid> copies = new ArrayList<>();

  private Carrying(SelectedMailbox from, Target target) {
    this.from = from;
    this.view = from.mailbox().view();
    this.target = target;
  }

  static Copied carry(SelectedMailbox from, UidSet among, Target target)
      throws No, Refusal, IOException {
    Carrying carrying = new Carrying(from, target);
    try {
      carrying.all(among);
    } catch (No | Refusal | IOException | RuntimeException failed) {
      carrying.takeBack();
      throw failed;
    }
    return new Copied(target.mailbox().uidValidity(), carrying.source, carrying.copies);
  }

  private void all(UidSet among) throws No, Refusal, IOException {
    List<Integer> batch = new ArrayList<>();
    for (int index = 0; index < view.count(); index++) {
      if (among.contains(view.uid(index))) {
        batch.add(index);
      }
      if (batch.size() == BATCH || (index == view.count() - 1 && !batch.isEmpty())) {
        some(batch);
        batch.clear();
      }
    }
  }

  private void some(List<Integer> indexes) throws No, Refusal, IOException {
    List<Incoming> open = new ArrayList<>();
    try {
      List<Delivery> deliveries = new ArrayList<>();
      for (int index : indexes) {
        Incoming incoming = target.account().incoming(view.size(index));
        open.add(incoming);
        deliveries.add(delivery(index, incoming));
      }
      copies.addAll(target.mailbox().append(deliveries));
      indexes.forEach(index -> source.add(new Uid(view.uid(index))));
    } finally {
      open.forEach(Incoming::close);
    }
  }

  private Delivery delivery(int index, Incoming incoming) throws No, Refusal, IOException {
    try (InputStream in = octets(index).stream()) {
      incoming.writeAll(in, buffer);
      Set<Flag> flags = Set.copyOf(view.flagTable().flags(view.flagBits(index)));
      return new Delivery(
          incoming.finish(),
          target.permitted(flags),
          Instant.ofEpochSecond(view.internalDate(index)));
    } catch (ErasedMessage erased) {
      throw new No("EXPUNGEISSUED", "A message was erased meanwhile");
    } catch (IOException failed) {
      throw new No("UNAVAILABLE", "The message with UID " + view.uid(index) + " can't be copied");
    }
  }

  private Octets octets(int index) throws IOException {
    return from.reader().octets(view.message(index));
  }

  /** The first trouble counts. What stays behind after a second one can be seen and deleted. */
  private void takeBack() {
    try {
      target.mailbox().remove(UidSet.of(copies));
    } catch (Refusal andThisToo) {
      // Nothing is lost by it.
    }
  }
}
