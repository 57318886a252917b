package portineria.net.mina;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import portineria.net.Doors;
import portineria.net.EndingContract;
import portineria.net.Limits;
import portineria.net.ReadingContract;
import portineria.net.TlsContract;
import portineria.net.WaitingContract;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;

/** MINA's connections keep the contract. */
class MinaConnectionTest implements ReadingContract, WaitingContract, EndingContract, TlsContract {
  @TempDir static Path keys;
  private static ServerTls tls;

  private final List<Doors> open = new ArrayList<>();

  @BeforeAll
  static void makeKeys() {
    tls = TestTls.in(keys);
  }

  @Override
  public Doors doors(Limits limits) {
    Doors doors = new MinaDoors(limits, tls);
    open.add(doors);
    return doors;
  }

  @Override
  public SSLContext client() {
    return TestTls.clientOf(tls);
  }

  @AfterEach
  void close() {
    open.forEach(Doors::close);
  }
}
