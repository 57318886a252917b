package portineria.imap;

import java.io.IOException;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.message.Gist;
import portineria.store.View;

/** One THREAD at work: RFC 5256 §3. */
public final class Threading {
  private Threading() {}

  /** How threads are made. */
  public enum Algorithm {
    ORDEREDSUBJECT,
    REFERENCES;

    Threads of(Correspondence mail) {
      return switch (this) {
        case ORDEREDSUBJECT -> BySubject.of(mail);
        case REFERENCES -> ByReferences.of(mail);
      };
    }
  }

  /**
   * Writes the messages at {@code indexes}, which ascend, in threads: RFC 5256 §4.
   *
   * @param byUid whether they are named by their UIDs
   */
  public static void run(ImapSession session, int[] indexes, Algorithm algorithm, boolean byUid)
      throws Bad, IOException {
    Correspondence mail = new Correspondence();
    GistReader reader = new GistReader(session);
    reader.each(
        indexes,
        (at, gist) ->
            mail.add(
                gist.text(Gist.Text.MESSAGE_ID),
                gist.references(),
                reader.sent(indexes[at], gist),
                gist.text(Gist.Text.SUBJECT),
                gist.isReply()));
    View view = reader.view();
    ImapWriter out = session.out().text("* THREAD");
    Threads threads = algorithm.of(mail);
    if (!threads.isEmpty()) {
      threads.write(out.space(), at -> byUid ? view.uid(indexes[at]) : indexes[at] + 1L);
    }
    out.crlf();
  }
}
