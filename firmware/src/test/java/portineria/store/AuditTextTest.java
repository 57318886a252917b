package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.Act.Figure;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;

/** The one way to write an entry of the audit chain. */
class AuditTextTest {
  private static final Digest ONE = Digest.parse("01".repeat(32));
  private static final Digest TWO = Digest.parse("02".repeat(32));

  private static AuditText text() {
    Map<Part, Digest> commitments = new EnumMap<>(Part.class);
    commitments.put(Part.BY, ONE);
    commitments.put(Part.ACCOUNT, TWO);
    return AuditText.after(
        new AuditText.Head(16, ONE),
        Instant.parse("2026-11-21T10:15:30.123456Z"),
        Act.of(Kind.MAIL_EXPORTED, new Actor("carla", "cli")).with(Figure.MESSAGES, 1240),
        commitments);
  }

  /** If this changes, entries that were written before can't be checked any more. */
  @Test
  void itIsWrittenAsFormatMdSays() {
    String expected =
        """
        number 17
        previous 0101010101010101010101010101010101010101010101010101010101010101
        time 2026-11-21T10:15:30.123Z
        act mail-exported
        door cli
        account 0202020202020202020202020202020202020202020202020202020202020202
        by 0101010101010101010101010101010101010101010101010101010101010101
        messages 1240
        """;
    assertEquals(expected, text().text());
    assertEquals(
        "194fbb60060db62c039725799f4e01ba61b4bb1c0020305ee4801354c1e5d2a6",
        AuditText.hash(expected).hex());
    assertEquals(
        "5fb7494f2e386a6a43f080865010c9d5c5fbbf0a3f84f6622f1aaf8fed9c22d1",
        AuditText.commitment(
                HexFormat.of().parseHex("00ff"), "anna".getBytes(StandardCharsets.UTF_8))
            .hex());
  }

  @Test
  void theWordsAreThoseOfFormatMd() {
    assertEquals(
        List.of(
            "admin-entered",
            "account-added",
            "account-changed",
            "account-closed",
            "device-added",
            "device-revoked",
            "source-added",
            "source-changed",
            "source-removed",
            "settings-changed",
            "retention-decided",
            "account-left",
            "account-stayed",
            "account-emptied",
            "hold-begun",
            "hold-ended",
            "mail-read",
            "mail-exported",
            "mail-imported",
            "mail-restored",
            "mail-swept",
            "mail-erased",
            "mass-removal",
            "names-forgotten",
            "index-rebuilt",
            "box-restored",
            "recovery-words-shown",
            "mail-shared",
            "mail-unshared"),
        Arrays.stream(Kind.values()).map(Kind::word).toList());
    assertEquals(
        List.of(
            "account",
            "address",
            "by",
            "colleague",
            "detail",
            "device",
            "hold",
            "mailbox",
            "reason",
            "source"),
        Arrays.stream(Part.values()).map(Part::word).toList());
    assertEquals(
        List.of("days", "log-days", "messages", "months", "name-days", "up-to"),
        Arrays.stream(Figure.values()).map(Figure::word).toList());
  }

  @Test
  void whatWasWrittenIsRead() {
    assertEquals(Optional.of(text()), AuditText.parse(text().text()));
    Act bare = Act.of(Kind.SETTINGS_CHANGED, new Actor("", "box"));
    AuditText first = AuditText.after(AuditText.Head.NONE, Instant.EPOCH, bare, Map.of());
    assertEquals(Optional.of(first), AuditText.parse(first.text()));
  }

  @Test
  void anythingElseIsRefused() {
    String whole = text().text();
    for (String other :
        List.of(
            "",
            "\n",
            whole + "\n",
            whole + "x",
            whole.strip(),
            " " + whole,
            whole.replace("0101", "0A01"),
            whole.replace("17", "017"),
            whole.replace("1240", "01240"),
            whole.replace("messages 1240", "messages many"),
            whole.replace(".123Z", ".1230Z"),
            whole.replace("time ", "time  "),
            whole.replace("act", "Act"),
            whole.replace("account", "zaccount"),
            whole.replace("\n", "\r\n"),
            whole.substring(0, 40))) {
      assertEquals(Optional.empty(), AuditText.parse(other), other);
    }
  }

  @Test
  void anActHasNoEmptyAndNoEndlessNames() {
    Act act = Act.of(Kind.MAIL_READ, new Actor("carla", "cli"));
    act.with(Part.REASON, "x".repeat(Act.NAME_MAX));
    assertThrows(
        IllegalArgumentException.class, () -> act.with(Part.REASON, "x".repeat(Act.NAME_MAX + 1)));
    assertThrows(IllegalArgumentException.class, () -> act.with(Part.REASON, ""));
    assertThrows(IllegalArgumentException.class, () -> act.with(Figure.MESSAGES, -1));
    assertThrows(
        IllegalArgumentException.class, () -> Act.of(Kind.MAIL_READ, new Actor("", "a door")));
  }
}
