package portineria.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Entities as octets: Content fields, an empty line, the body. */
final class Entity {
  private Entity() {}

  static byte[] multipart(Draw draw, String subtype, String parameters, List<byte[]> parts) {
    String boundary = boundary(draw);
    MailBuffer out = new MailBuffer();
    out.raw("Content-Type: multipart/" + subtype + ";\r\n");
    out.line(" boundary=\"" + boundary + "\"" + parameters).line("");
    if (draw.chance(0.3)) {
      out.line("This is a multi-part message in MIME format.");
    }
    for (byte[] part : parts) {
      out.line("--" + boundary).raw(part).line("");
    }
    out.line("--" + boundary + "--");
    if (draw.chance(0.2)) {
      out.line("");
    }
    return out.toBytes();
  }

  private static String boundary(Draw draw) {
    return switch (draw.below(4)) {
      case 0 -> "----=_NextPart_000_" + draw.hex(4) + "_01DB" + draw.hex(8);
      case 1 -> "------------" + draw.hex(24);
      case 2 -> "Apple-Mail=_" + draw.hex(8) + "-" + draw.hex(4) + "-" + draw.hex(12);
      default -> "0000000000" + draw.hex(18);
    };
  }

  static byte[] attachment(Draw draw, String type, String name, byte[] content) {
    MailBuffer out = new MailBuffer();
    switch (draw.below(3)) {
      case 0 -> {
        out.field("Content-Type", type + "; name=\"" + EncodedText.headerText(draw, name) + "\"");
        out.field(
            "Content-Disposition",
            "attachment; filename=\"" + EncodedText.headerText(draw, name) + "\"");
      }
      case 1 -> {
        out.field("Content-Type", type);
        out.field("Content-Disposition", "attachment;\r\n filename*=UTF-8''" + percent(name));
      }
      default -> {
        int half = name.length() / 2;
        out.field("Content-Type", type);
        out.raw("Content-Disposition: attachment;\r\n");
        out.raw(" filename*0*=UTF-8''" + percent(name.substring(0, half)) + ";\r\n");
        out.line(" filename*1*=" + percent(name.substring(half)));
      }
    }
    out.field("Content-Transfer-Encoding", "base64").line("");
    return out.base64(content).toBytes();
  }

  private static String percent(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A message as a part. */
  static byte[] message(byte[] message, String moreFields) {
    return new MailBuffer()
        .raw("Content-Type: message/rfc822\r\n" + moreFields + "\r\n")
        .raw(message)
        .toBytes();
  }
}
