package portineria.imap;

import java.time.InstantSource;
import java.time.ZoneId;
import portineria.imap.wire.ImapLimits;
import portineria.net.TlsOffer;
import portineria.search.TextIndex;

/**
 * What a server is told at its start.
 *
 * @param zone in which INTERNALDATEs are written, and whose days SEARCH means
 * @param clock for the INTERNALDATE of messages that come without one
 * @param textIndex saves SEARCH the reading of messages
 */
public record ImapSettings(
    ImapLimits limits, TlsOffer tls, ZoneId zone, InstantSource clock, TextIndex textIndex) {

  /** As the box is set up. */
  public static ImapSettings standard(TlsOffer tls, TextIndex textIndex) {
    return new ImapSettings(
        ImapLimits.STANDARD, tls, ZoneId.systemDefault(), InstantSource.system(), textIndex);
  }
}
