package portineria.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  @Test
  void messagesAreReadFromFilesAndArchives(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), "no mail");
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/b.eml"), "b\r\n");
    try (OutputStream file = Files.newOutputStream(folder.resolve("a.tar.gz"));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      put(tar, "x/1.eml", "one\n\r\n\ntwo");
      put(tar, "x/notes.txt", "no mail");
    }
    List<Corpus.Mail> mails = Corpus.in(folder);
    assertEquals(
        List.of("a.tar.gz:x/1.eml", "sub/b.eml"), mails.stream().map(Corpus.Mail::name).toList());
    assertArrayEquals(octets("one\n\r\n\ntwo"), mails.getFirst().octets());
    assertArrayEquals(octets("one\r\n\r\n\r\ntwo"), mails.getFirst().withCrlf());
  }

  private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(text.length());
    tar.putArchiveEntry(entry);
    tar.write(octets(text));
    tar.closeArchiveEntry();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
