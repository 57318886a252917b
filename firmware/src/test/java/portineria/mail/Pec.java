package portineria.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Posta elettronica certificata, the Italian registered mail (DPR 68/2005): the provider signs an
 * envelope around the message, {@code postacert.eml}, or sends a receipt for one; both say in
 * {@code daticert.xml} what happened.
 */
final class Pec {
  private final Draw draw;

  Pec(Draw draw) {
    this.draw = draw;
  }

  /** The fields that providers add to the envelope's header. */
  String fields(boolean receipt, String reference) {
    return receipt
        ? "X-Ricevuta: "
            + draw.of("accettazione", "avvenuta-consegna")
            + "\r\n"
            + "X-Riferimento-Message-ID: "
            + reference
            + "\r\n"
            + "X-TipoRicevuta: completa\r\n"
        : "X-Trasporto: posta-certificata\r\nX-Riferimento-Message-ID: " + reference + "\r\n";
  }

  byte[] envelope(byte[] message, String reference) {
    String text =
        "Messaggio di posta certificata\n\nIl giorno 12/03/2026 alle ore 09:12:44 (+0100) il"
            + " messaggio\nè stato inviato da \"amm@pec.officine-rossi.example\"\n"
            + "Il messaggio originale è incluso in allegato.\n"
            + "Identificativo messaggio: "
            + reference
            + "\n";
    return signed(text, "posta-certificata", reference, message);
  }

  byte[] receipt(byte[] message, String reference) {
    String text =
        "Ricevuta di avvenuta consegna\n\nIl messaggio è stato consegnato nella casella di"
            + " destinazione.\nIdentificativo messaggio: "
            + reference
            + "\n";
    return signed(text, "avvenuta-consegna", reference, message);
  }

  private byte[] signed(String text, String kind, String reference, byte[] message) {
    EncodedText encoding =
        new EncodedText(Prose.ITALIAN, StandardCharsets.UTF_8, "utf-8", "quoted-printable");
    byte[] data = daticert(kind, reference);
    byte[] inner =
        Entity.multipart(
            draw,
            "mixed",
            "",
            List.of(
                encoding.part("plain", text, ""),
                new MailBuffer()
                    .field("Content-Type", "application/xml; name=\"daticert.xml\"")
                    .field("Content-Transfer-Encoding", "base64")
                    .field("Content-Disposition", "inline; filename=\"daticert.xml\"")
                    .line("")
                    .base64(data)
                    .toBytes(),
                new MailBuffer()
                    .field("Content-Type", "message/rfc822; name=\"postacert.eml\"")
                    .field("Content-Disposition", "inline; filename=\"postacert.eml\"")
                    .line("")
                    .raw(message)
                    .toBytes()));
    byte[] signature =
        new MailBuffer()
            .field("Content-Type", "application/x-pkcs7-signature; name=\"smime.p7s\"")
            .field("Content-Transfer-Encoding", "base64")
            .field("Content-Disposition", "attachment; filename=\"smime.p7s\"")
            .line("")
            .base64(draw.octets(3000))
            .toBytes();
    String parameters = ";\r\n protocol=\"application/x-pkcs7-signature\"; micalg=\"sha-256\"";
    return Entity.multipart(draw, "signed", parameters, List.of(inner, signature));
  }

  private byte[] daticert(String kind, String reference) {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <postacert tipo="%s" errore="nessuno">
          <intestazione>
            <mittente>amm@pec.officine-rossi.example</mittente>
            <destinatari tipo="certificato">studio@pec.studio-bianchi.example</destinatari>
          </intestazione>
          <dati>
            <gestore-emittente>Gestore di esempio S.p.A.</gestore-emittente>
            <identificativo>%s</identificativo>
          </dati>
        </postacert>
        """
            .formatted(kind, draw.hex(24));
    return (xml + "<!-- " + reference.replace("--", "") + " -->\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
