package portineria.webui;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import portineria.webui.Refused.Why;

/** A box that is an image; a file that is given is counted and forgotten. */
final class FakeUpdates {
  volatile UpdateBook.State state = new UpdateBook.State(UpdateBook.Step.NONE, "", "");
  volatile long octets;

  /** Nobody reads a file before this is open. */
  volatile CountDownLatch reading = new CountDownLatch(0);

  private final List<String> acts;

  FakeUpdates(List<String> acts) {
    this.acts = acts;
  }

  UpdateBook by(Visitor visitor) {
    return new UpdateBook() {
      @Override
      public String running() {
        return "1.2";
      }

      @Override
      public State state() {
        return state;
      }

      @Override
      public long free() {
        return 12_000_000_000L;
      }

      @Override
      public long reserve() {
        return 500_000_000L;
      }

      @Override
      public void give(Upload upload) throws Refused {
        if (state.step().isUnderWay()) {
          throw new Refused(Why.UPDATE_BUSY);
        }
        octets = 0;
        byte[] piece = new byte[8192];
        try {
          for (int got = 0; got >= 0; got = upload.content().read(piece)) {
            octets += got;
            state = new State(Step.COMING, "", "", octets, upload.octets().orElse(0));
            reading.await();
          }
          state = new State(Step.CHECKING, "", "");
          acts.add(visitor + " update-given " + upload.name());
        } catch (IOException gone) {
          state = new State(Step.NONE, "", "");
          acts.add(visitor + " update-broken-off");
          throw new Refused(Why.UPDATE_BROKEN_OFF);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
