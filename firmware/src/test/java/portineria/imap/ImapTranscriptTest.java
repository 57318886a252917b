package portineria.imap;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import portineria.transcript.Transcripts;

class ImapTranscriptTest {
  @TestFactory
  Stream<DynamicTest> eachTopicGoesAsWritten() throws IOException {
    return Transcripts.in("/portineria/imap", ImapStage::new);
  }
}
