package portineria.search;

import java.util.List;
import portineria.message.AddressFields;
import portineria.message.Folding;

/** What a message is to hold, and where. Texts and names are folded: see {@link Folding}. */
public sealed interface Sought {

  String text();

  /**
   * One of the message's own header fields of these names holds the text, once it is decoded; any
   * such field does if the text is empty.
   */
  record Fields(List<String> names, String text) implements Sought {
    public Fields {
      names = names.stream().map(Folding::fold).toList();
      text = Folding.fold(text);
    }
  }

  /** A text of the body, or the header of a part or of a message within. */
  record Body(String text) implements Sought {
    public Body {
      text = Folding.fold(text);
    }
  }

  /** Any header field with its name, or the body. */
  record Anywhere(String text) implements Sought {
    public Anywhere {
      text = Folding.fold(text);
    }
  }

  /** A field of that name holds the text. */
  static Sought field(String name, String text) {
    return new Fields(List.of(name), text);
  }

  /** Whoever sent the message, in whatever field programs and servers name that. */
  static Sought sender(String text) {
    return new Fields(AddressFields.SENDERS, text);
  }

  /** Whoever the message was meant for or delivered to. */
  static Sought recipient(String text) {
    return new Fields(AddressFields.RECIPIENTS, text);
  }
}
