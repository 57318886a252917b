package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;
import portineria.peer.Puller;
import portineria.peer.RawPop3;

/**
 * Mail flows: Dovecot upstream, the appliance in the middle, Debian's mail programs behind it;
 * every octet arrives.
 */
@Tag("slow")
class MailFlowsTest {
  private static final int GENERATED = Integer.getInteger("portineria.messages", 2_000);
  private static final long SEED = 20260302;

  private static final Pattern MARK = Pattern.compile("(?m)^X-TUID: .{12}\n");

  @TempDir Path temp;

  @Test
  void everyMessagePassesThroughUnchanged() throws Exception {
    Path data;
    int sent;
    Map<String, Integer> truth;
    try (Dovecot upstream = Dovecot.startWithTls(temp.resolve("upstream"))) {
      sent = fill(upstream);
      truth = digests(retrieveAll(upstream));
      String ca = upstream.caFile().toString();
      data = Setting.accountAndSource(temp, upstream, "--tls", "implicit", "--trust-file", ca);
      Setting.say(data, "fetch");
      Appliance.Said again = Setting.say(data, "fetch");
      assertTrue(again.text().contains("hoster: 0 new messages"), again.text());
    }
    try (Appliance box = Appliance.run(data)) {
      List<byte[]> byPop3 = viaPop3(box);
      assertEquals(truth, digests(byPop3), "by POP3, octet for octet");
      List<byte[]> byImap = viaImap(box, sent);
      List<byte[]> allByImap = byPop3.stream().map(MailFlowsTest::withoutNul).toList();
      assertEquals(digests(allByImap), digests(byImap), "by IMAP, octet for octet");
      byMbsync(box, byImap);
      byMpop(box, byPop3);
      byFetchmail(box, byPop3);
    }
    Setting.say(data, "verify");
  }

  private int fill(Dovecot upstream) throws IOException {
    MailGenerator mail = new MailGenerator(SEED);
    for (int i = 0; i < GENERATED; i++) {
      upstream.deliver("user", mail.message(i));
    }
    List<byte[]> real = Corpus.all().stream().map(one -> one.octets()).toList();
    for (byte[] message : real) {
      upstream.deliver("user", message);
    }
    return GENERATED + real.size();
  }

  private static List<byte[]> retrieveAll(Dovecot upstream) throws IOException {
    try (RawPop3 client = RawPop3.overTls(upstream.pop3Port(), upstream.caFile())) {
      return client.login("user", Dovecot.PASSWORD).all();
    }
  }

  private static Puller.Login login(Appliance box, String door) {
    return new Puller.Login(box.port(door), Setting.ACCOUNT, Setting.PASSWORD);
  }

  private static List<byte[]> viaPop3(Appliance box) throws IOException {
    try (RawPop3 client = new RawPop3(box.port("pop3"))) {
      return client.login(Setting.ACCOUNT, Setting.PASSWORD).all();
    }
  }

  private static List<byte[]> viaImap(Appliance box, int messages) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("EXAMINE INBOX");
      for (int uid = 1; uid <= messages; uid++) {
        bodies.add(client.body(uid));
      }
    }
    return bodies;
  }

  /** IMAP has no NUL outside of BINARY. */
  private static byte[] withoutNul(byte[] octets) {
    byte[] without = octets.clone();
    for (int i = 0; i < without.length; i++) {
      without[i] = without[i] == 0 ? (byte) 0x80 : without[i];
    }
    return without;
  }

  private static Map<String, Integer> digests(List<byte[]> messages) {
    Map<String, Integer> digests = new TreeMap<>();
    for (byte[] message : messages) {
      digests.merge(digest(message), 1, Integer::sum);
    }
    return digests;
  }

  /** mbsync writes a field of its own into what it brings, by which it finds it again. */
  private static byte[] withoutMark(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return MARK.matcher(text).replaceFirst("").getBytes(StandardCharsets.ISO_8859_1);
  }

  private void byMbsync(Appliance box, List<byte[]> all) throws Exception {
    Puller mbsync = Puller.mbsync(login(box, "imap"), temp.resolve("mbsync"));
    mbsync.run();
    List<byte[]> got = mbsync.messages().stream().map(MailFlowsTest::withoutMark).toList();
    expectAll(mbsync, all.stream().filter(Kept::inMaildirs).map(Puller::withLf).toList(), got);
    long left = all.stream().filter(octets -> !Kept.hasEmptyLine(octets)).count();
    assertEquals(all.size() - left, got.size(), "messages that mbsync takes");
    expectNothingNew(mbsync);
  }

  private void byMpop(Appliance box, List<byte[]> all) throws Exception {
    Puller mpop = Puller.mpop(login(box, "pop3"), temp.resolve("mpop"));
    mpop.run();
    List<byte[]> kept = all.stream().filter(Kept::inMaildirs).map(Puller::withLf).toList();
    expectAll(mpop, kept, mpop.messages());
    assertEquals(all.size(), mpop.messages().size());
    expectNothingNew(mpop);
  }

  private void byFetchmail(Appliance box, List<byte[]> all) throws Exception {
    Puller fetchmail = Puller.fetchmailThroughAgent(login(box, "pop3"), temp.resolve("fetchmail"));
    fetchmail.run();
    expectAll(fetchmail, all.stream().filter(Kept::byFetchmail).toList(), fetchmail.files());
    assertEquals(all.size(), fetchmail.files().size());
    expectNothingNew(fetchmail);
  }

  private static void expectAll(Puller puller, List<byte[]> kept, List<byte[]> got) {
    Map<String, Integer> digests = digests(got);
    int missing = 0;
    for (byte[] message : kept) {
      missing += digests.merge(digest(message), -1, Integer::sum) < 0 ? 1 : 0;
    }
    System.out.println(
        "MailFlowsTest: %s got %d messages, %d are to be octet for octet what was sent"
            .formatted(puller.name(), got.size(), kept.size()));
    assertTrue(
        kept.size() > got.size() * 0.98, "the rules of " + puller.name() + " are exceptions");
    assertEquals(0, missing, "messages that " + puller.name() + " did not get as they are");
  }

  private static void expectNothingNew(Puller puller) throws Exception {
    int before = puller.messages().size();
    puller.run();
    assertEquals(before, puller.messages().size(), "a second run of " + puller.name());
  }

  private static String digest(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
