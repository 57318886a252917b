package portineria.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import portineria.imap.wire.ImapWriter;

class ThreadingTest {
  private static final int LONG = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final Correspondence mail = new Correspondence();

  /** Sent in the order in which they are added. */
  private void add(String id, String references, String subject) {
    boolean reply = subject.startsWith("Re: ");
    mail.add(
        id,
        references.isEmpty() ? List.of() : List.of(references.split(" ")),
        mail.count(),
        reply ? subject.substring(4) : subject,
        reply);
  }

  private static String text(Threads threads) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    ImapWriter out = new ImapWriter(octets::write);
    try {
      threads.write(out, at -> at + 1L);
      out.spill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toString(US_ASCII);
  }

  private String byReferences() {
    return text(ByReferences.of(mail));
  }

  @Test
  void answersAreBelowWhatTheyAnswer() {
    add("a", "", "");
    add("b", "a", "");
    add("c", "a b", "");
    add("d", "a", "");
    add("e", "", "");
    assertEquals("(1 (2 3)(4))(5)", byReferences());
  }

  @Test
  void whatIsMissingBetweenTwoIsLeftOut() {
    add("a", "", "");
    add("d", "a b c", "");
    assertEquals("(1 2)", byReferences());
  }

  @Test
  void answersToWhatIsMissingStayTogether() {
    add("b", "a", "");
    add("c", "a", "");
    add("z", "y", "");
    assertEquals("((1)(2))(3)", byReferences());
  }

  @Test
  void childrenOfADummyBelowAreTakenUpButNotToTheTop() {
    add("d", "a b", "");
    add("e", "a c", "");
    add("f", "a c", "");
    assertEquals("((1)(2)(3))", byReferences());
  }

  @Test
  void aLinkThatIsThereIsNotChangedByWhatOthersSay() {
    add("a", "", "");
    add("b", "", "");
    add("c", "a", "");
    add("d", "b c", "");
    assertEquals("(1 3 4)(2)", byReferences());
  }

  @Test
  void whatAMessageSaysOfItselfCountsMore() {
    add("d", "b c", "");
    add("b", "", "");
    add("a", "", "");
    add("c", "a", "");
    assertEquals("(2)(3 4 1)", byReferences());
  }

  @Test
  void loopsAreNotClosed() {
    add("a", "b", "");
    add("b", "a", "");
    add("c", "c", "");
    add("d", "e f d", "");
    assertEquals("(2 1)(3)(4)", byReferences().replace("(1 2)", "(2 1)"));
  }

  @Test
  void theSameIdTwiceIsTheFirstOnes() {
    add("a", "", "");
    add("a", "", "");
    add("b", "a", "");
    add("", "a", "");
    assertEquals("(1 (3)(4))(2)", byReferences());
  }

  @Test
  void threadsWithTheSameSubjectArePutTogether() {
    add("a", "", "x");
    add("b", "", "Re: x");
    add("c", "", "Re: x");
    assertEquals("(1 (2)(3))", byReferences());
  }

  @Test
  void anAnswerThatIsOlderGoesBelowToo() {
    add("b", "", "Re: x");
    add("a", "", "x");
    add("c", "", "y");
    assertEquals("(2 1)(3)", byReferences());
  }

  @Test
  void twoOfTheSameKindAreBelowADummy() {
    add("a", "", "x");
    add("b", "", "x");
    add("c", "", "Re: y");
    add("d", "", "Re: y");
    add("e", "", "Re: y");
    assertEquals("((1)(2))((3)(4)(5))", byReferences());
  }

  @Test
  void dummiesWithTheSameSubjectBecomeOne() {
    add("b", "a", "Re: x");
    add("e", "d", "Re: x");
    add("c", "a", "Re: x");
    add("f", "d", "Re: x");
    add("g", "", "x");
    assertEquals("((1)(2)(3)(4)(5))", byReferences());
  }

  @Test
  void withoutASubjectNothingIsPutTogether() {
    add("a", "", "");
    add("b", "", "");
    assertEquals("(1)(2)", byReferences());
  }

  @Test
  void datesDecideAndThenTheMailbox() {
    mail.add("a", List.of(), 5, "", false);
    mail.add("b", List.of(), 3, "", false);
    mail.add("c", List.of("a"), 9, "", false);
    mail.add("d", List.of("a"), 1, "", false);
    mail.add("e", List.of(), 3, "", false);
    mail.add("f", List.of("x"), 9, "", false);
    mail.add("g", List.of("x"), 2, "", false);
    assertEquals("((7)(6))(2)(5)(1 (4)(3))", byReferences());
  }

  @Test
  void orderedSubjectHasNoGrandchildren() {
    add("a", "", "x");
    add("b", "", "");
    add("c", "a", "Re: x");
    add("d", "c", "x");
    add("e", "", "");
    add("f", "", "y");
    assertEquals("(1 (3)(4))(2 5)(6)", text(BySubject.of(mail)));
  }

  @Test
  void beyondTheLimitOfIdsOnlySubjectsCount() {
    Correspondence small = new Correspondence(2);
    small.add("a", List.of(), 0, "", false);
    small.add("b", List.of("a"), 1, "", false);
    small.add("c", List.of("b"), 2, "", false);
    small.add("d", List.of("c"), 3, "", false);
    assertEquals("(1 2 3)(4)", text(ByReferences.of(small)));
  }

  @Test
  void aChainAsLongAsTheMailboxDoesNotOverflow() {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < LONG; i++) {
            add("" + i, i == 0 ? "" : "" + (i - 1), "");
          }
          assertEquals(chain(1, 1), byReferences());
        });
  }

  @Test
  void neitherDoesOneThatIsReadFromItsEnd() {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < LONG; i++) {
            mail.add("" + i, List.of("" + (i + 1)), -i, "", false);
          }
          assertEquals(chain(LONG, -1), byReferences());
        });
  }

  private static String chain(int from, int step) {
    StringBuilder chain = new StringBuilder("(").append(from);
    for (int i = 1; i < LONG; i++) {
      chain.append(' ').append(from + i * step);
    }
    return chain.append(')').toString();
  }

  /** Two at each level, so that the brackets are as deep as the thread. */
  @Test
  void aDeepThreadThatBranchesDoesNotOverflow() {
    for (int i = 0; i < LONG; i++) {
      add("" + i, i == 0 ? "" : "" + (i - 1) / 2 * 2, "");
    }
    everyMessageIsToldOnce(byReferences(), LONG);
  }

  /** Each message is taken away from one chain and hung below the end of another. */
  @Test
  void hostileReferencesCostNoSquare() {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          List<String> one = ids("a", LONG / 2);
          mail.add("x", one, 0, "", false);
          List<String> other = ids("b", LONG / 2);
          mail.add("y", other, 0, "", false);
          for (int i = 0; i < LONG / 2; i++) {
            mail.add(one.get(i), List.of(other.getLast()), 0, "", false);
          }
          everyMessageIsToldOnce(byReferences(), LONG / 2 + 2);
        });
  }

  private static List<String> ids(String name, int count) {
    String[] ids = new String[count];
    Arrays.setAll(ids, i -> name + i);
    return List.of(ids);
  }

  @Property(tries = 1000)
  void everyMessageIsToldOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Correspondence any = new Correspondence();
    int count = random.nextInt(30);
    int ids = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      String[] references = new String[random.nextInt(4)];
      Arrays.setAll(references, at -> "" + random.nextInt(ids));
      any.add(
          random.nextInt(5) == 0 ? "" : "" + random.nextInt(ids),
          List.of(references),
          random.nextInt(10),
          List.of("", "x", "y").get(random.nextInt(3)),
          random.nextBoolean());
    }
    everyMessageIsToldOnce(text(ByReferences.of(any)), count);
    everyMessageIsToldOnce(text(BySubject.of(any)), count);
  }

  private static void everyMessageIsToldOnce(String threads, int count) {
    boolean[] told = new boolean[count + 1];
    int[] sum = {0};
    NUMBER
        .matcher(threads)
        .results()
        .mapToInt(result -> Integer.parseInt(result.group()))
        .forEach(
            number -> {
              assertTrue(!told[number], () -> number + " twice in " + threads);
              told[number] = true;
              sum[0]++;
            });
    assertEquals(count, sum[0], threads);
    int depth = 0;
    for (int i = 0; i < threads.length(); i++) {
      depth += threads.charAt(i) == '(' ? 1 : threads.charAt(i) == ')' ? -1 : 0;
      assertTrue(depth > 0 || threads.charAt(i) == ')', threads);
    }
    assertEquals(0, depth, threads);
  }

  @Property(tries = 500)
  void theForestRefusesWhatWouldBeALoop(@ForAll long seed) {
    Random random = new Random(seed);
    int nodes = 2 + random.nextInt(12);
    Forest forest = new Forest(nodes);
    int[] parent = new int[nodes];
    Arrays.fill(parent, Forest.NONE);
    for (int i = 0; i < 60; i++) {
      int node = random.nextInt(nodes);
      if (random.nextInt(3) == 0) {
        forest.cut(node);
        parent[node] = Forest.NONE;
      } else if (parent[node] == Forest.NONE) {
        int above = random.nextInt(nodes);
        forest.link(node, above);
        int root = above;
        while (parent[root] != Forest.NONE) {
          root = parent[root];
        }
        parent[node] = root == node ? Forest.NONE : above;
      }
      for (int each = 0; each < nodes; each++) {
        assertEquals(parent[each], forest.parent(each), "seed " + seed);
      }
    }
  }
}
