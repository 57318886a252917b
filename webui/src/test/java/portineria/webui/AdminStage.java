package portineria.webui;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A box with its pages, and the administrator in front of them: for each test a new one. */
abstract class AdminStage {
  final FakeAppliance box = new FakeAppliance();
  final AtomicReference<Instant> now = new AtomicReference<>(FakeAppliance.NOW);
  WebServer server;
  Browser admin;

  /** What is in the box before its doors open. */
  void furnish() {}

  @BeforeEach
  final void open() throws Exception {
    furnish();
    server = TestServer.start(box, now::get);
    admin = Browser.of(server).asAdmin();
    box.acts.clear();
  }

  @AfterEach
  final void close() {
    admin.close();
    server.close();
  }
}
