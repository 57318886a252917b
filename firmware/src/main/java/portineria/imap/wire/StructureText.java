package portineria.imap.wire;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import portineria.message.Disposition;
import portineria.message.MessageStructure;
import portineria.message.Parameters;
import portineria.message.Part;

/** Writes BODY and BODYSTRUCTURE: RFC 9051 §7.5.2. */
public final class StructureText {
  private final ImapWriter out;
  private final boolean extended;

  private StructureText(ImapWriter out, boolean extended) {
    this.out = out;
    this.extended = extended;
  }

  /**
   * Writes the structure of a part and all that is in it.
   *
   * @param extended BODYSTRUCTURE with its extension data, else BODY
   */
  public static void write(Part part, boolean extended, ImapWriter out) throws IOException {
    new StructureText(out, extended).part(part);
  }

  private void part(Part part) throws IOException {
    out.octet('(');
    switch (part.content()) {
      case Part.Multipart(List<Part> parts) -> multipart(part, parts);
      case Part.Nested(MessageStructure message) -> {
        basic(part, part.type().type(), part.type().subtype());
        EnvelopeText.write(message.envelope(), out.space());
        out.space();
        part(message.part());
        out.space().number(part.lines());
        singleExtension(part);
      }
      case Part.Leaf() -> leaf(part);
    }
    out.octet(')');
  }

  private void multipart(Part part, List<Part> parts) throws IOException {
    for (Part one : parts) {
      part(one);
    }
    out.space().string(part.type().subtype());
    if (extended) {
      parameters(part.type().parameters());
      commonExtension(part);
    }
  }

  private void leaf(Part part) throws IOException {
    // A message or multipart that was not looked into must not be taken for one that was.
    boolean opaque =
        part.type().is("message", "rfc822")
            || part.type().is("message", "global")
            || part.type().is("multipart");
    basic(
        part,
        opaque ? "application" : part.type().type(),
        opaque ? "octet-stream" : part.type().subtype());
    if (part.type().is("text")) {
      out.space().number(part.lines());
    }
    singleExtension(part);
  }

  private void basic(Part part, String type, String subtype) throws IOException {
    out.string(type).space().string(subtype);
    parameters(part.type().parameters());
    out.space().nstring(part.fields().id());
    out.space().nstring(part.fields().description());
    out.space().string(part.fields().transferEncoding());
    out.space().number(part.body().length());
  }

  private void singleExtension(Part part) throws IOException {
    if (extended) {
      out.space().nstring(part.fields().md5());
      commonExtension(part);
    }
  }

  private void commonExtension(Part part) throws IOException {
    disposition(part.fields().disposition());
    List<String> languages = part.fields().languages();
    out.space();
    if (languages.isEmpty()) {
      out.nil();
    } else if (languages.size() == 1) {
      out.string(languages.getFirst());
    } else {
      out.octet('(');
      for (int i = 0; i < languages.size(); i++) {
        (i == 0 ? out : out.space()).string(languages.get(i));
      }
      out.octet(')');
    }
    out.space().nstring(part.fields().location());
  }

  private void disposition(Optional<Disposition> disposition) throws IOException {
    out.space();
    if (disposition.isEmpty()) {
      out.nil();
      return;
    }
    out.octet('(').string(disposition.get().type());
    parameters(disposition.get().parameters());
    out.octet(')');
  }

  private void parameters(Parameters parameters) throws IOException {
    out.space();
    if (parameters.all().isEmpty()) {
      out.nil();
      return;
    }
    out.octet('(');
    boolean first = true;
    for (Parameters.Parameter parameter : parameters.all()) {
      (first ? out : out.space()).string(parameter.name()).space().string(parameter.value());
      first = false;
    }
    out.octet(')');
  }
}
