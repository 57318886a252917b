package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import portineria.webui.MailBook.Attachment;
import portineria.webui.MailBook.Body;
import portineria.webui.MailBook.Headline;
import portineria.webui.MailBook.Picture;
import portineria.webui.MailBook.Piece;
import portineria.webui.MailBook.Place;
import portineria.webui.Refused.Why;

/** Some messages in memory; whoever asks sees what is theirs. */
final class FakeMail {
  /** A picture of one dot. */
  static final String DOT =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private final List<String> acts;
  final Map<String, Headline> messages = new LinkedHashMap<>();
  final Map<String, Body> bodies = new LinkedHashMap<>();
  final List<MailBook.Look> looks = new ArrayList<>();

  FakeMail(List<String> acts) {
    this.acts = acts;
  }

  /** One of maria, deleted, with markup; one of carlo. */
  FakeMail filled() {
    add("maria", id('a'), "Offerta per il tetto <b>2026</b>", true);
    add("carlo", id('c'), "Busta paga", false);
    bodies.put(
        id('a'),
        new Body(
            List.of(
                new Piece(
                    true,
                    "<h1>Offerta</h1><p onclick=\"x()\">Il <a href='https://evil.example/x'>tetto</a>"
                        + "<img src='cid:logo'><img src='https://evil.example/t.gif'></p>"
                        + "<script>alert(1)</script>"),
                new Piece(false, "From: <b>ditta</b>")),
            List.of(new Picture("logo", "image/png", DOT))));
    bodies.put(id('c'), new Body(List.of(new Piece(false, "1.234,56")), List.of()));
    return this;
  }

  static String id(char digit) {
    return String.valueOf(digit).repeat(64);
  }

  void add(String account, String id, String subject, boolean removed) {
    Instant came = FakeAppliance.NOW.minus(Duration.ofDays(3));
    Optional<Instant> gone = removed ? Optional.of(FakeAppliance.NOW) : Optional.empty();
    messages.put(
        id,
        new Headline(
            account,
            id,
            "Ditta Rossi <info@rossi.example>",
            account + "@office.example",
            subject,
            came,
            48_120,
            true,
            List.of(new Place("Clienti/Rossi & Figli <srl>", gone))));
  }

  MailBook by(Visitor visitor) {
    return new Book(visitor);
  }

  private final class Book implements MailBook {
    private final Visitor by;

    Book(Visitor by) {
      this.by = by;
    }

    @Override
    public List<String> accounts() {
      return by.account().map(List::of).orElse(List.of("carlo", "maria"));
    }

    private void did(String what, Optional<String> reason) throws Refused {
      if (by.isAdmin() && reason.isEmpty()) {
        throw new Refused(Why.REASON_MISSING);
      }
      acts.add(by + " " + what + reason.map(why -> " because " + why).orElse(""));
    }

    @Override
    public Found search(Wish wish, Optional<String> reason) throws Refused {
      did("searched " + wish.account().orElse("all") + " " + wish.words(), reason);
      return new Found(
          messages.values().stream()
              .filter(one -> accounts().contains(one.account()))
              .filter(one -> wish.account().isEmpty() || wish.account().get().equals(one.account()))
              .filter(one -> one.subject().contains(wish.words()))
              .toList(),
          wish.older().isEmpty() ? Optional.of("1.2") : Optional.empty());
    }

    @Override
    public Download export(Wish wish, Optional<String> reason) throws Refused {
      did("exported " + wish.account().orElse("all") + " " + wish.words(), reason);
      return file("mail.zip", "PK");
    }

    private Headline one(String account, String id) throws Refused {
      return Optional.ofNullable(messages.get(id))
          .filter(one -> accounts().contains(account) && one.account().equals(account))
          .orElseThrow(() -> new Refused(Why.MESSAGE_UNKNOWN));
    }

    @Override
    public Letter open(String account, String id, Optional<String> reason) throws Refused {
      Headline line = one(account, id);
      did("opened " + account + " " + id.charAt(0), reason);
      boolean html = bodies.get(id).pieces().stream().anyMatch(Piece::isHtml);
      return new Letter(
          line,
          "",
          "Il tetto, come <b>testo</b>",
          false,
          html,
          List.of(new Attachment(3, "fattura\u202Efdp.exe", "application/pdf")));
    }

    @Override
    public Body body(String account, String id) throws Refused {
      one(account, id);
      return bodies.get(id);
    }

    @Override
    public Download attachment(String account, String id, int number) throws Refused {
      one(account, id);
      if (number != 3) {
        throw new Refused(Why.MESSAGE_UNKNOWN);
      }
      return file("../fattura\u202E \"n. 5\".html", "<script>alert(1)</script>");
    }

    @Override
    public Download whole(String account, String id) throws Refused {
      one(account, id);
      return file(id + ".eml", "Subject: x\r\n\r\ny");
    }

    private static Download file(String name, String text) {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return new Download(name, OptionalLong.of(octets.length), out -> out.write(octets));
    }

    @Override
    public String putBack(String account, String id) throws Refused {
      Headline line = one(account, id);
      acts.add(by + " message-back " + account + " " + id.charAt(0));
      return line.mailboxes().getFirst();
    }

    @Override
    public List<Look> looks(String account) throws Refused {
      if (!accounts().contains(account)) {
        throw new Refused(Why.ACCOUNT_UNKNOWN, account);
      }
      return account.equals("maria") ? looks : List.of();
    }

    @Override
    public int lookDays() {
      return 21;
    }
  }
}
