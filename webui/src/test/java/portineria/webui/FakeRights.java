package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import portineria.webui.Refused.Why;

/** The rights desk over three messages in memory. */
final class FakeRights {
  private final List<String> acts;
  final List<RightsBook.Match> matches = new ArrayList<>();
  volatile boolean held;

  /** What happens while it looks or packs. */
  volatile Consumer<Progress> meanwhile = progress -> {};

  FakeRights(List<String> acts) {
    this.acts = acts;
    for (char id : "abc".toCharArray()) {
      matches.add(
          new RightsBook.Match(
              new RightsBook.Mark(id == 'c' ? "carlo" : "maria", FakeMail.id(id)),
              "Mario Rossi <mario@rossi.example>",
              "info@office.example",
              id == 'b' ? "" : "Offerta <" + id + ">",
              FakeAppliance.NOW.minus(Duration.ofDays(id)),
              Set.of(RightsBook.Ground.SENDER, RightsBook.Ground.TEXT),
              List.of("Clienti/Rossi & Figli <srl>"),
              id == 'b'));
    }
  }

  RightsBook by(Visitor by) {
    return new RightsBook() {
      @Override
      public Found find(Person person, String reason, Progress progress) throws Refused {
        if (person.addresses().stream().anyMatch(one -> !one.contains("@"))) {
          throw new Refused(Why.PERSON_ADDRESS, person.addresses().getFirst());
        }
        meanwhile.accept(progress);
        acts.add(by + " sought " + person.said() + " because " + reason);
        return new Found(
            matches, false, 1, List.of("device maria: telefono <b>, since 2026-05-03"));
      }

      @Override
      public HandedOver handOver(
          Person person, List<Mark> ticked, String reason, Progress progress) {
        meanwhile.accept(progress);
        acts.add(by + " handed over " + said(ticked) + " because " + reason);
        byte[] octets = "PK".getBytes(StandardCharsets.UTF_8);
        return new HandedOver(
            new MailBook.Download("person.zip", OptionalLong.of(2), out -> out.write(octets)), 1);
      }

      private String said(List<Mark> ticked) {
        return String.join(
            " ", ticked.stream().map(mark -> mark.account() + "/" + mark.id().charAt(0)).toList());
      }

      @Override
      public String erase(Person person, List<Mark> ticked, String reason) throws Refused {
        if (held) {
          throw Refused.said("the hold 'rossi' covers 1 message");
        }
        acts.add(by + " erased " + said(ticked) + " because " + reason);
        return "erasure-1.txt";
      }

      @Override
      public List<Report> reports() {
        return List.of(new Report("erasure-1.txt", FakeAppliance.NOW));
      }

      @Override
      public String report(String name) {
        return "Erasure of personal data <GDPR>\nFinished";
      }

      @Override
      public void forget(String name) {
        acts.add(by + " forgot " + name);
      }
    };
  }
}
