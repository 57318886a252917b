package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;

/** An account gets another name by a command. */
class RenameCommandTest {
  @TempDir Path data;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void twoAccounts() throws IOException {
    premises = new FakePremises(data);
    Path password = Files.writeString(data.resolve("password"), "s3cret");
    assertEquals(0, run("user add maria info --password-file " + password));
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private int run(String commandLine) {
    console = new RecordingConsole();
    Cli cli = new Cli(premises, prompt -> Optional.of("typed"), console, Duration.ZERO);
    return cli.run(List.of((commandLine + " --data " + data).split(" +")));
  }

  @Test
  void theNewNameIsSaidAndRecorded() {
    assertEquals(0, run("user rename Maria Maria.Rossi"), console::text);
    assertTrue(console.text().contains("logs in as maria.rossi"), console.text());
    assertTrue(console.text().contains("print the set-up sheets again"), console.text());
    assertEquals(List.of("info", "maria.rossi"), premises.store.accountNames());
    String last = premises.store.audit().entries(0, 1000).getLast().names().toString();
    assertTrue(last.contains("renamed to maria.rossi"), last);
  }

  @Test
  void whatCanNotBeIsRefused() {
    assertEquals(1, run("user rename maria info"));
    assertTrue(console.text().contains("there is an account info"), console.text());
    assertEquals(1, run("user rename zoe zoe.rossi"));
    assertTrue(console.text().contains("there is no user zoe"), console.text());
    assertEquals(1, run("user rename maria ../x"));
    assertEquals(2, run("user rename maria"));
    assertEquals(0, run("user rename maria maria.rossi"));
    assertEquals(1, run("user rename info maria"));
    assertEquals(1, run("user add maria --password-file " + data.resolve("password")));
    assertTrue(console.text().contains("was the name of maria.rossi once"), console.text());
    assertEquals(List.of("info", "maria.rossi"), premises.store.accountNames());
  }
}
