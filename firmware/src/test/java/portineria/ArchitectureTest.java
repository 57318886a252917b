package portineria;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The map of the rooms. When it fails, a door was cut where there is none. */
class ArchitectureTest {
  /**
   * From the ground up. A room may enter those before it, and its own inner rooms; the leaves below
   * the firmware know nobody.
   */
  private static final List<String> ROOMS =
      List.of(
          "board", "webui", "keys", "service", "message", "store", "search", "account", "net",
          "imap", "pop3", "fetch", "vault", "backup", "health", "notice", "front", "admin", "cli");

  /** Rooms that stand side by side: neither knows the other. */
  private static final List<Set<String>> STRANGERS =
      List.of(
          Set.of("imap", "pop3"),
          Set.of("imap", "fetch"),
          Set.of("pop3", "fetch"),
          Set.of("board", "webui"),
          Set.of("net", "store"),
          Set.of("net", "account"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("portineria");

  @Test
  void everyRoomIsOnTheMap() {
    Set<String> found =
        CLASSES.stream()
            .map(ArchitectureTest::room)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    found.removeAll(ROOMS);
    assertEquals(Set.of(), found, "rooms that the map does not know");
  }

  @Test
  void importsPointDown() {
    classes().should(pointDown()).check(CLASSES);
  }

  private static ArchCondition<JavaClass> pointDown() {
    return new ArchCondition<>("use lower rooms alone") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        from.getDirectDependenciesFromSelf()
            .forEach(
                dependency -> {
                  Optional<String> here = room(from);
                  Optional<String> there = room(dependency.getTargetClass());
                  if (!mayEnter(here, there) && isOurs(dependency.getTargetClass())) {
                    events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                  }
                });
      }
    };
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("portineria");
  }

  /** Nobody enters the root, which is the composition; it enters all. */
  private static boolean mayEnter(Optional<String> here, Optional<String> there) {
    if (here.isEmpty()) {
      return true;
    }
    if (there.isEmpty()) {
      return false;
    }
    return here.equals(there)
        || (ROOMS.indexOf(here.get()) > ROOMS.indexOf(there.get())
            && !STRANGERS.contains(Set.of(here.get(), there.get())));
  }

  /** The room a class stands in; empty in the root. */
  private static Optional<String> room(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts.length > 1 && parts[0].equals("portineria")
        ? Optional.of(parts[1])
        : Optional.empty();
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyMainSeesHowTheStoreAndTheDoorsAreMade() {
    noClasses()
        .that()
        .resideOutsideOfPackages("portineria", "portineria.store.sqlite..", "portineria.search..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("portineria.store.sqlite..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("portineria.search..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("portineria.store.sqlite", "portineria.store.sqlite.view..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("portineria", "portineria.net.mina..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("portineria.net.mina..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "portineria", "portineria.store.volume..", "portineria.store.sqlite..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("portineria.store.volume..")
        .check(CLASSES);
  }

  @Test
  void eachLibraryHasItsRoom() {
    only("org.apache.mina..", "portineria.net.mina..");
    only("java.sql..", "portineria.store.sqlite..", "portineria.search..");
    only("javax.sql..", "portineria.store.sqlite..", "portineria.search..");
    only("org.sqlite..", "portineria.store.sqlite..", "portineria.search..");
    only("org.apache.james.mime4j..", "portineria.message..");
    only("org.apache.commons.compress..", "portineria.backup..");
    only("org.bouncycastle..", "portineria.net.tls..", "portineria.account..");
    only("com.google.zxing..", "portineria.backup..", "portineria.webui..");
    only("jakarta.mail..", "portineria.notice..");
    only("org.eclipse.angus..");
    only("picocli..", "portineria.cli..");
    only("com.pi4j..", "portineria.board..");
    only("org.eclipse.jetty..", "portineria.webui..");
    only("gg.jte..", "portineria.webui..");
    only("org.owasp..", "portineria.webui..");
    only("ch.qos.logback..", "portineria.admin");
  }

  private static void only(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theLeavesKnowNoFirmware() {
    for (String leaf : List.of("portineria.board..", "portineria.webui..")) {
      noClasses()
          .that()
          .resideInAPackage(leaf)
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of another module",
                  type -> isOurs(type) && !type.getPackageName().equals(leaf.replace("..", ""))))
          .check(CLASSES);
    }
  }

  @Test
  void nothingIsNamedAfterNothing() {
    for (JavaClass type : CLASSES) {
      assertTrue(
          !type.getSimpleName()
              .matches("Abstract[A-Z].*|Base[A-Z].*|.*(Impl|Manager|Helper|Utils?)"),
          "a name that says nothing: " + type.getName());
    }
  }

  /** Each package is a slice of its own. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
