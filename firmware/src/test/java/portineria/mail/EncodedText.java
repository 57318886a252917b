package portineria.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** How a text goes on the wire: its charset, what it is labelled, and its transfer encoding. */
record EncodedText(Prose prose, Charset charset, String label, String transferEncoding) {

  private record Choice(int weight, EncodedText text) {}

  private static final List<Choice> CHOICES =
      List.of(
          choice(30, Prose.ITALIAN, "utf-8", "UTF-8", "quoted-printable"),
          choice(12, Prose.ITALIAN, "utf-8", "utf-8", "8bit"),
          choice(8, Prose.ITALIAN, "utf-8", "UTF-8", "base64"),
          choice(12, Prose.ITALIAN, "iso-8859-15", "iso-8859-15", "quoted-printable"),
          choice(6, Prose.ITALIAN, "windows-1252", "Windows-1252", "8bit"),
          choice(4, Prose.ITALIAN, "windows-1252", "iso-8859-1", "quoted-printable"),
          choice(20, Prose.ENGLISH, "us-ascii", "us-ascii", "7bit"),
          choice(6, Prose.ENGLISH, "utf-8", "utf-8", "7bit"),
          choice(4, Prose.GERMAN, "iso-8859-1", "ISO-8859-1", "quoted-printable"),
          choice(3, Prose.RUSSIAN, "koi8-r", "koi8-r", "8bit"),
          choice(2, Prose.JAPANESE, "iso-2022-jp", "ISO-2022-JP", "7bit"),
          // Raw octets without a label, and with wrong ones.
          choice(2, Prose.ITALIAN, "windows-1252", "", ""),
          choice(2, Prose.ITALIAN, "utf-8", "us-ascii", "8bit"),
          choice(1, Prose.ITALIAN, "windows-1252", "utf-8", "8bit"),
          choice(1, Prose.GERMAN, "utf-8", "x-unknown", "quoted-printable"));

  private static final int WEIGHTS = CHOICES.stream().mapToInt(Choice::weight).sum();

  private static Choice choice(int weight, Prose prose, String charset, String label, String cte) {
    return new Choice(weight, new EncodedText(prose, Charset.forName(charset), label, cte));
  }

  static EncodedText draw(Draw draw) {
    int left = draw.below(WEIGHTS);
    for (Choice choice : CHOICES) {
      left -= choice.weight();
      if (left < 0) {
        return choice.text();
      }
    }
    throw new AssertionError("weights");
  }

  /** The fields and the body of a text part; {@code text} has LF line ends. */
  byte[] part(String subtype, String text, String moreFields) {
    MailBuffer out = new MailBuffer();
    if (!label.isEmpty() || !subtype.equals("plain")) {
      String charsetParameter = label.isEmpty() ? "" : "; charset=" + quoted(label);
      out.field("Content-Type", "text/" + subtype + charsetParameter);
    }
    if (!transferEncoding.isEmpty()) {
      out.field("Content-Transfer-Encoding", transferEncoding);
    }
    out.raw(moreFields).raw("\r\n");
    byte[] octets = text.replace("\n", "\r\n").getBytes(charset);
    switch (transferEncoding) {
      case "base64" -> out.base64(octets);
      case "quoted-printable" -> out.quotedPrintable(octets);
      default -> out.raw(octets);
    }
    return out.toBytes();
  }

  private static String quoted(String label) {
    return label.length() % 2 == 0 ? label : "\"" + label + "\"";
  }

  /** A header value: as it is in ASCII, else in short encoded words. */
  static String headerText(Draw draw, String text) {
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return text;
    }
    boolean base64 = draw.chance(0.4);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = Math.min(text.length(), i + 8);
      words.append(i == 0 ? "" : "\r\n ").append(word(text.substring(i, end), base64));
      i = end;
    }
    return words.toString();
  }

  private static String word(String text, boolean base64) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    if (base64) {
      return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
    StringBuilder word = new StringBuilder("=?UTF-8?Q?");
    for (byte octet : octets) {
      if (octet == ' ') {
        word.append('_');
      } else if (octet > ' ' && Character.isLetterOrDigit(octet)) {
        word.append((char) octet);
      } else {
        word.append('=').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return word.append("?=").toString();
  }
}
