package portineria.mail;

import java.util.List;
import portineria.mail.People.Person;

/** The header of a message before its Content fields. */
final class MessageHeader {
  private static final List<String> PROGRAMS =
      List.of(
          "User-Agent: Mozilla Thunderbird",
          "X-Mailer: Microsoft Outlook 16.0",
          "X-Mailer: Apple Mail (2.3776.700.51)",
          "X-Mailer: iPhone Mail (21E236)",
          "X-Priority: 3 (Normal)\r\nX-MSMail-Priority: Normal");

  private MessageHeader() {}

  static String write(Draw draw, Conversation thread, boolean certified, String more) {
    Person from = draw.chance(0.7) ? People.other(draw) : People.office(draw);
    StringBuilder out = new StringBuilder(2048);
    trace(draw, thread, from, out);
    out.append(more);
    out.append("From: ").append(certified ? certified(from) : mailbox(draw, from));
    out.append("\r\nTo: ").append(list(draw, People.office(draw), draw.between(0, 3)));
    if (draw.chance(0.2)) {
      out.append("\r\nCc: ").append(list(draw, People.other(draw), draw.between(0, 6)));
    }
    if (draw.chance(0.08)) {
      out.append("\r\nReply-To: ").append(mailbox(draw, People.other(draw)));
    }
    out.append("\r\nSubject: ").append(subject(draw, thread, certified));
    out.append("\r\nDate: ").append(thread.date(0));
    out.append("\r\nMessage-ID: ").append(thread.id());
    List<String> references = thread.references();
    if (!references.isEmpty()) {
      out.append("\r\nIn-Reply-To: ").append(references.getLast());
      out.append("\r\nReferences: ").append(String.join("\r\n ", references));
    }
    out.append("\r\nMIME-Version: 1.0\r\n").append(draw.of(PROGRAMS)).append("\r\n");
    return out.toString();
  }

  /** What the servers on the way wrote, the last one first. */
  private static void trace(Draw draw, Conversation thread, Person from, StringBuilder out) {
    out.append("Return-Path: <").append(from.address()).append(">\r\n");
    int hops = draw.between(1, 4);
    for (int hop = hops; hop > 0; hop--) {
      out.append("Received: from mx").append(hop).append('.').append(from.domain());
      out.append(" (mx").append(hop).append('.').append(from.domain());
      out.append(" [192.0.2.").append(draw.below(256)).append("])\r\n\tby mail");
      out.append(hop).append(".studio-bianchi.example with ESMTPS id ").append(draw.hex(10));
      out.append("\r\n\tfor <info@studio-bianchi.example>; ").append(thread.date(3 * hop));
      out.append("\r\n");
    }
    if (draw.chance(0.6)) {
      out.append("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=").append(from.domain());
      out.append(";\r\n s=2024; h=from:to:subject:date:message-id;\r\n bh=").append(draw.hex(44));
      for (int i = 0; i < 4; i++) {
        out.append(i == 0 ? ";\r\n b=" : "\r\n ").append(draw.hex(64));
      }
      out.append("\r\n");
    }
  }

  private static String mailbox(Draw draw, Person person) {
    if (person.name().isEmpty()) {
      return person.address();
    }
    String name = EncodedText.headerText(draw, person.name());
    boolean plain = name.equals(person.name());
    return (plain ? "\"" + name + "\"" : name) + " <" + person.address() + ">";
  }

  private static String certified(Person from) {
    return "\"Per conto di: " + from.address() + "\"\r\n <posta-certificata@gestore.example>";
  }

  private static String list(Draw draw, Person first, int more) {
    StringBuilder list = new StringBuilder(mailbox(draw, first));
    for (int i = 0; i < more; i++) {
      list.append(",\r\n ").append(mailbox(draw, People.other(draw)));
    }
    return list.toString();
  }

  private static String subject(Draw draw, Conversation thread, boolean certified) {
    String subject = thread.subject();
    if (certified) {
      subject = "POSTA CERTIFICATA: " + subject;
    } else if (thread.isAnswer()) {
      subject = draw.of("Re: ", "R: ", "RE: ", "I: ", "Fwd: ") + subject;
    }
    return EncodedText.headerText(draw, subject);
  }
}
