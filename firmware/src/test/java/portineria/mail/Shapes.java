package portineria.mail;

import java.util.ArrayList;
import java.util.List;

/** The everyday shapes of mail. */
final class Shapes {
  private static final List<String> FILES =
      List.of(
          "fattura 1847.pdf",
          "Preventivo.pdf",
          "contratto firmato.pdf.p7m",
          "foto cantiere.jpg",
          "bilancio_2025.xlsx",
          "verbale.docx",
          "Perché no? (bozza).docx",
          "scan0001.tif",
          "IT01234567890_FPR12.xml",
          "logo.png",
          "archivio.zip",
          "présentation à voir.pptx");

  private final Draw draw;
  private final int attachmentMax;

  Shapes(Draw draw, int attachmentMax) {
    this.draw = draw;
    this.attachmentMax = attachmentMax;
  }

  byte[] plain() {
    EncodedText encoding = EncodedText.draw(draw);
    return encoding.part("plain", encoding.prose().text(draw, draw.size(1800, 1.0, 200_000)), "");
  }

  byte[] html() {
    EncodedText encoding = EncodedText.draw(draw);
    return encoding.part("html", page(encoding, draw.size(2500, 0.9, 200_000)), "");
  }

  byte[] alternative() {
    EncodedText encoding = EncodedText.draw(draw);
    int size = draw.size(1500, 0.9, 100_000);
    return Entity.multipart(
        draw,
        "alternative",
        "",
        List.of(
            encoding.part("plain", encoding.prose().text(draw, size), ""),
            encoding.part("html", page(encoding, 2 * size), "")));
  }

  private String page(EncodedText encoding, int size) {
    String text = encoding.prose().text(draw, size);
    return "<html><head><style>p { margin: 0 }</style></head>\n<body>\n<p>"
        + text.replace("\n\n", "</p>\n<p class=\"MsoNormal\">")
        + "</p><br>\n<a href=\"https://www.studio-bianchi.example/?a=1&amp;b=2\">www</a>\n"
        + "</body></html>\n";
  }

  byte[] mixed() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(draw.chance(0.5) ? alternative() : plain());
    int count = draw.chance(0.7) ? 1 : draw.between(2, 5);
    for (int i = 0; i < count; i++) {
      String name = draw.of(FILES);
      parts.add(Entity.attachment(draw, type(name), name, file()));
    }
    return Entity.multipart(draw, "mixed", "", parts);
  }

  private byte[] file() {
    return draw.octets(draw.size(40_000, 1.5, attachmentMax));
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "pdf" -> "application/pdf";
      case "jpg" -> "image/jpeg";
      case "png" -> "image/png";
      case "xml" -> "text/xml";
      case "zip" -> "application/zip";
      case "p7m" -> "application/pkcs7-mime";
      default -> "application/octet-stream";
    };
  }

  byte[] related() {
    String id = draw.hex(12) + "@studio-bianchi.example";
    byte[] image =
        new MailBuffer()
            .field("Content-Type", "image/png; name=\"image001.png\"")
            .field("Content-Transfer-Encoding", "base64")
            .field("Content-ID", "<" + id + ">")
            .field("Content-Disposition", "inline; filename=\"image001.png\"")
            .line("")
            .base64(draw.octets(draw.size(6_000, 0.8, attachmentMax)))
            .toBytes();
    EncodedText encoding = EncodedText.draw(draw);
    String page = page(encoding, 1500) + "<img src=\"cid:" + id + "\">\n";
    return Entity.multipart(
        draw,
        "related",
        ";\r\n type=\"text/html\"",
        List.of(encoding.part("html", page, ""), image));
  }

  byte[] signed() {
    byte[] signature =
        new MailBuffer()
            .field("Content-Type", "application/pkcs7-signature; name=\"smime.p7s\"")
            .field("Content-Transfer-Encoding", "base64")
            .field("Content-Disposition", "attachment; filename=\"smime.p7s\"")
            .field("Content-Description", "S/MIME Cryptographic Signature")
            .line("")
            .base64(draw.octets(draw.between(2000, 5000)))
            .toBytes();
    String parameters = ";\r\n protocol=\"application/pkcs7-signature\"; micalg=sha-256";
    return Entity.multipart(draw, "signed", parameters, List.of(alternative(), signature));
  }

  byte[] calendar() {
    EncodedText encoding = EncodedText.draw(draw);
    String event =
        """
        BEGIN:VCALENDAR
        METHOD:REQUEST
        VERSION:2.0
        BEGIN:VEVENT
        UID:%s
        SUMMARY:Riunione
        DTSTART:20260312T143000Z
        DTEND:20260312T153000Z
        END:VEVENT
        END:VCALENDAR
        """
            .formatted(draw.hex(20));
    String invitation = "Content-Class: urn:content-classes:calendarmessage\r\n";
    return Entity.multipart(
        draw,
        "alternative",
        "",
        List.of(
            encoding.part("plain", encoding.prose().text(draw, 300), ""),
            encoding.part("calendar; method=REQUEST", event, invitation)));
  }

  /** RFC 3464: what a mail server says of a message that it could not deliver. */
  byte[] report(byte[] returned) {
    String status =
        """
        Reporting-MTA: dns; mail.cloud.example
        Arrival-Date: Thu, 12 Mar 2026 09:12:44 +0100

        Final-Recipient: rfc822; nessuno@officine-rossi.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown
        """;
    MailBuffer out = new MailBuffer();
    out.field("Content-Type", "message/delivery-status").line("");
    out.raw(status.replace("\n", "\r\n"));
    EncodedText text = EncodedText.draw(draw);
    return Entity.multipart(
        draw,
        "report",
        "; report-type=delivery-status",
        List.of(
            text.part("plain", "This is the mail system.\n\nUser unknown\n", ""),
            out.toBytes(),
            Entity.message(returned, "Content-Description: Undelivered Message\r\n")));
  }

  byte[] forward(byte[] forwarded) {
    String fields = "Content-Disposition: attachment; filename=\"messaggio inoltrato.eml\"\r\n";
    return Entity.multipart(draw, "mixed", "", List.of(plain(), Entity.message(forwarded, fields)));
  }

  /** RFC 2046 §5.1.5: the parts are messages without saying so. */
  byte[] digest(List<byte[]> messages) {
    List<byte[]> parts =
        messages.stream().map(message -> new MailBuffer().line("").raw(message).toBytes()).toList();
    return Entity.multipart(draw, "digest", "", parts);
  }
}
