package portineria.pop3;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import portineria.transcript.Transcripts;

class Pop3TranscriptTest {
  @TestFactory
  Stream<DynamicTest> eachTopicGoesAsWritten() throws IOException {
    return Transcripts.in("/portineria/pop3", Pop3Stage::new);
  }
}
