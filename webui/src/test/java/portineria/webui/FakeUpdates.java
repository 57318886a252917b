package portineria.webui;

import java.io.IOException;
import java.util.List;
import portineria.webui.Refused.Why;

/** A box that is an image; a file that is given is counted and forgotten. */
final class FakeUpdates {
  volatile UpdateBook.State state = new UpdateBook.State(UpdateBook.Step.NONE, "", "");
  volatile long octets;

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
        long come = 0;
        byte[] piece = new byte[8192];
        try {
          for (int got = 0; got >= 0; got = upload.content().read(piece)) {
            come += got;
            octets = come;
            state = new State(Step.COMING, "", "", come, upload.octets().orElse(0));
          }
          state = new State(Step.CHECKING, "", "");
          acts.add(visitor + " update-given " + upload.name());
        } catch (IOException gone) {
          state = new State(Step.NONE, "", "");
          acts.add(visitor + " update-broken-off");
          throw new Refused(Why.UPDATE_BROKEN_OFF);
        }
      }
    };
  }
}
