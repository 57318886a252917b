package portineria.message;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Lunch | Lunch | false",
        "'  two   words\t here ' | two words here | false",
        "Re: Lunch | Lunch | true",
        "RE : Lunch | Lunch | true",
        "Fwd: Lunch | Lunch | true",
        "fw:Lunch | Lunch | true",
        "re: FW: Re: Lunch | Lunch | true",
        "Re[2]: Lunch | Lunch | true",
        "Re [2] : Lunch | Lunch | true",
        "[list] Lunch | Lunch | false",
        "[list] Re: Lunch | Lunch | true",
        "[a] [b]Re: [c] Lunch | Lunch | true",
        "Re: [a] | [a] | true",
        "[a] [b] | [b] | false",
        "[a] [b] c | c | false",
        "Lunch (fwd) | Lunch | true",
        "Lunch (FWD) (fwd)  | Lunch | true",
        "Lunch (fwd) now | 'Lunch (fwd) now' | false",
        "[fwd: Lunch] | Lunch | true",
        "[Fwd: Re: Lunch (fwd)] | Lunch | true",
        "[fwd: [fwd: Lunch]] | Lunch | true",
        "Re: [fwd: Lunch] | Lunch | true",
        "[fwd: Lunch] now | now | false",
        "[fwd: a [b] c] | a [b] c | true",
        "[fwd:] | '' | true",
        "Re: | '' | true",
        "(fwd) | '' | true",
        "'' | '' | false",
        "'   ' | '' | false",
        "Re Lunch | Re Lunch | false",
        "Reply: Lunch | Reply: Lunch | false",
        "R: Lunch | R: Lunch | false",
        "I: Lunch | I: Lunch | false",
        "AW: Lunch | AW: Lunch | false",
        "[open Lunch | [open Lunch | false",
        "Re[open: Lunch | Re[open: Lunch | false",
        "Fwd: Re | Re | true",
      })
  void onlyWhatTheRfcNamesIsTakenOff(String subject, String base, boolean reply) {
    assertEquals(new Topic(base, reply), Topic.of(subject));
  }

  @Test
  void aBlobThatWouldLeaveNothingStays() {
    assertEquals(new Topic("[fwd]", false), Topic.of("[fwd]"));
    assertEquals(new Topic("[]", true), Topic.of("[x] Re: []"));
  }

  @Property(tries = 1000)
  void theBaseOfABaseIsItself(@ForAll("subjects") String subject) {
    String base = Topic.of(subject).text();
    assertEquals(new Topic(base, false), Topic.of(base), subject);
  }

  @Provide
  Arbitrary<String> subjects() {
    return Arbitraries.of("re", "fw", "d", ":", "[", "]", "(fwd)", "[fwd:", "[x]", " ", "\t", "a")
        .list()
        .ofMaxSize(15)
        .map(words -> String.join("", words));
  }

  @Test
  void hostileSubjectsCostNoMoreThanTheirLength() {
    for (String part : new String[] {"[a]", "re:", "[fwd:", "(fwd)", "[", "re[", " ", "re [x]"}) {
      String subject = part.repeat(300_000);
      assertTimeoutPreemptively(ofSeconds(10), () -> Topic.of(subject), part);
      assertTimeoutPreemptively(ofSeconds(10), () -> Topic.of(subject + "]"), part);
    }
  }
}
