package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.webui.CopyBook.Copy;
import portineria.webui.CopyBook.Form;
import portineria.webui.Progress;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/** All mail of an account, taken along by a page. */
class WebCopiesTest {
  @TempDir Path data;
  private FakeBox fake;
  private CopyFolder folder;
  private WebCopies copies;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    new WebAccounts(fake.by(FakeBox.ADMIN)).add("maria", "gatto lampada ponte", Optional.empty());
    Post post = Post.of(fake.store, "maria", "telefono");
    post.deliver("INBOX", "Subject: one\n\nFrom here\n");
    post.deliver("Clienti/Rossi", 2);
    folder = CopyFolder.of(data);
    copies = new WebCopies(fake.by(FakeBox.ADMIN), folder);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static Map<String, String> unpacked(Copy copy) throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    copy.file().content().writeTo(sent);
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        files.put(name, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private List<Path> left() throws IOException {
    if (!Files.exists(data.resolve("copies"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data.resolve("copies"))) {
      return files.toList();
    }
  }

  @Test
  void eachFormHoldsAllMail() throws Exception {
    for (Form form : Form.values()) {
      List<Long> heard = new ArrayList<>();
      Copy copy = copies.take("maria", form, "asked", (done, total) -> heard.add(total - done));
      assertEquals(3, copy.messages());
      assertEquals(0, copy.unreadable());
      assertEquals(0, heard.getLast());
      assertEquals(form == Form.CONSERVATION, copy.digest().isPresent());
      Map<String, String> files = unpacked(copy);
      assertTrue(files.containsKey("messages.csv"), files.keySet().toString());
      String all = String.join("\n", files.values());
      assertTrue(all.contains("Subject: one") && all.contains("Subject: Clienti/Rossi 1"), all);
      assertEquals(form == Form.MBOX, files.containsKey("INBOX.mbox"));
      assertEquals(form == Form.CONSERVATION, files.containsKey("SHA256SUMS"));
      assertEquals(List.of(), left());
    }
    List<String> acts = fake.acts();
    assertTrue(
        acts.contains("mail-exported web account=maria by=admin detail=conservation reason=asked"),
        acts.toString());
  }

  @Test
  void whatNobodyFetchesDoesNotStay() throws Exception {
    Copy first = copies.take("maria", Form.EML, "asked", Progress.UNSEEN);
    assertEquals(1, left().size());
    Copy second = copies.take("maria", Form.EML, "asked", Progress.UNSEEN);
    assertEquals(1, left().size());
    assertThrows(IOException.class, () -> unpacked(first));
    assertEquals(
        4, unpacked(second).keySet().stream().filter(one -> one.contains(".")).count() - 1);
    copies.take("maria", Form.EML, "asked", Progress.UNSEEN);
    folder.deleteLeft();
    assertEquals(List.of(), left());
    copies.take("maria", Form.EML, "asked", Progress.UNSEEN);
    CopyFolder.of(data);
    assertEquals(List.of(), left());
  }

  @Test
  void ofNobodyNothingIsTakenNorWrittenDown() throws Exception {
    int acts = fake.acts().size();
    Refused refused =
        assertThrows(Refused.class, () -> copies.take("carlo", Form.EML, "asked", Progress.UNSEEN));
    assertEquals(Why.ACCOUNT_UNKNOWN, refused.why());
    assertEquals(acts, fake.acts().size());
  }
}
