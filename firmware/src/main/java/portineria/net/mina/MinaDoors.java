package portineria.net.mina;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.Doors;
import portineria.net.Limits;
import portineria.net.SessionHandler;
import portineria.net.tls.ServerTls;

/** Doors served by Apache MINA: its selectors and its TLS, one virtual thread per session. */
public final class MinaDoors implements Doors {
  private final Limits limits;
  private final ServerTls tls;
  private final Admission admission;
  private final IoThreads threads = new IoThreads();
  private final List<MinaDoor> doors = new ArrayList<>();

  public MinaDoors(Limits limits, ServerTls tls) {
    this.limits = limits;
    this.tls = tls;
    admission = new Admission(limits);
  }

  @Override
  public synchronized Door open(DoorSettings settings, SessionHandler handler) throws IOException {
    MinaDoor door = new MinaDoor(settings, handler, limits, tls, admission, threads);
    doors.add(door);
    return door;
  }

  /** The doors close one after the other, but their sessions hear of it all at once. */
  @Override
  public synchronized void close() {
    doors.forEach(MinaDoor::closeConnections);
    doors.forEach(Door::close);
    doors.clear();
    threads.dispose();
  }
}
