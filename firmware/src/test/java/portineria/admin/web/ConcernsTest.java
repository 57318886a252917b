package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.health.Cause;
import portineria.health.Finding;
import portineria.health.Topic;
import portineria.health.Urgency;
import portineria.health.Words;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Part;

class ConcernsTest {
  private static Optional<Action> action(Topic topic, String subject, Urgency urgency) {
    Words words = new Words("Something is wrong.", "Qualcosa non va.");
    Finding finding = new Finding(urgency, new Cause(topic, subject, ""), Optional.empty(), words);
    return Concerns.of(finding).action();
  }

  @Test
  void whateverNeedsAPersonLeadsSomewhere() {
    for (Topic topic : Topic.values()) {
      for (String subject : new String[] {"", "maria"}) {
        assertTrue(action(topic, subject, Urgency.TODAY).isPresent(), topic + " " + subject);
      }
    }
  }

  @Test
  void eachLeadsToWhereSomethingIsDoneAboutIt() {
    assertEquals(
        Optional.of(new Action.Box(Part.HEARTBEAT)), action(Topic.HEARTBEAT, "", Urgency.TODAY));
    assertEquals(Optional.of(new Action.Source("x")), action(Topic.SOURCE_FULL, "x", Urgency.NOW));
    assertEquals(Optional.empty(), action(Topic.OTHER, "", Urgency.NONE));
  }
}
