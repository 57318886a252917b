package portineria.webui;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * People's mail, whatever became of it in their mailboxes: found, read, put back. In the hands of
 * who has mail here it is about their own account alone: any other is unknown.
 *
 * <p>Who looks after the box gives a reason. It is written into the audit chain before anything is
 * shown, with what was sought or opened, and whose mail it is can read it: {@link #looks}.
 */
public interface MailBook {

  /** The accounts whose mail there is to look into, by name. */
  List<String> accounts();

  /**
   * Finds messages, the newest first.
   *
   * @param reason why somebody looks into the mail of others; needed where it is not their own
   */
  Found search(Wish wish, Optional<String> reason) throws Refused;

  /** All that is found, as a zip of messages with a list of what they are; it is written down. */
  Download export(Wish wish, Optional<String> reason) throws Refused;

  /** Opens one message. The other methods about a message are for who has opened it. */
  Letter open(String account, String id, Optional<String> reason) throws Refused;

  /** What it says, as it came: it is somebody else's, and hostile. */
  Body body(String account, String id) throws Refused;

  /** One of its attachments, by its number. */
  Download attachment(String account, String id, int number) throws Refused;

  /** All of it, octet by octet. */
  Download whole(String account, String id) throws Refused;

  /**
   * Puts a removed message back into the mailbox from which it was removed last.
   *
   * @return the mailbox's name
   */
  String putBack(String account, String id) throws Refused;

  /** Who looked into the mail of an account, the newest first. */
  List<Look> looks(String account) throws Refused;

  /** For how many days it is written down who has looked. */
  int lookDays();

  /** Whether what is sought is in a mailbox. */
  enum State {
    ANY,
    THERE,
    REMOVED
  }

  /**
   * What is sought; all of it must apply to a message.
   *
   * @param account whose; of all whose mail there is to look into where it is empty
   * @param words each must be somewhere in the message; those in quotes together
   * @param from the first day on which it came
   * @param to the last one
   * @param older goes on behind an earlier answer: its {@link Found#older}
   */
  record Wish(
      Optional<String> account,
      String sender,
      String recipient,
      String words,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      boolean attachment,
      State state,
      Optional<String> older) {}

  /**
   * One page of what was found.
   *
   * @param older where the next page goes on; empty where there is none
   */
  record Found(List<Headline> lines, Optional<String> older) {
    public Found {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A message in a list. Texts are decoded and in one line each.
   *
   * @param id by which it is named within its account
   * @param came when it came, as far as it tells
   */
  record Headline(
      String account,
      String id,
      String from,
      String to,
      String subject,
      Instant came,
      long octets,
      boolean attachment,
      List<Place> places) {
    public Headline {
      places = List.copyOf(places);
    }

    /** Whether no mailbox has it any more. */
    boolean isRemoved() {
      return places.stream().noneMatch(place -> place.removed().isEmpty());
    }

    /** The mailboxes that have it, or those that had it. */
    List<String> mailboxes() {
      return places.stream()
          .filter(place -> isRemoved() || place.removed().isEmpty())
          .map(Place::mailbox)
          .distinct()
          .toList();
    }

    Optional<Instant> removed() {
      return isRemoved()
          ? places.stream().flatMap(place -> place.removed().stream()).max(Instant::compareTo)
          : Optional.empty();
    }
  }

  /** A mailbox in which a message is, or was until it was removed. */
  record Place(String mailbox, Optional<Instant> removed) {}

  /**
   * An opened message.
   *
   * @param text what it says, without markup
   * @param isCut whether the text goes on behind that
   * @param hasHtml whether it says it with markup, too
   */
  record Letter(
      Headline headline,
      String cc,
      String text,
      boolean isCut,
      boolean hasHtml,
      List<Attachment> attachments) {
    public Letter {
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * A file in a message.
   *
   * @param name as the sender gave it; may be empty
   * @param type as the sender gave it
   */
  record Attachment(int number, String name, String type) {}

  /** What a message says, piece by piece, and the pictures that come along with it. */
  record Body(List<Piece> pieces, List<Picture> pictures) {
    public Body {
      pieces = List.copyOf(pieces);
      pictures = List.copyOf(pictures);
    }
  }

  /** A piece of a message, with markup or without. */
  record Piece(boolean isHtml, String text) {}

  /**
   * A picture within a message.
   *
   * @param id its Content-ID, without brackets
   * @param type {@code image/png}, say
   * @param base64 its octets
   */
  record Picture(String id, String type, String base64) {}

  /**
   * Something to be kept as a file.
   *
   * @param name as it came; may be empty or anything
   * @param octets how many, where that is known beforehand
   */
  record Download(String name, OptionalLong octets, Content content) {}

  /** Octets, however many, written once. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** In what way somebody has looked. */
  enum Looking {
    SEARCHED,
    OPENED,
    EXPORTED,
    /** The list of what a mailbox held, by a backup. */
    BACKUP,
    /** A person's data were looked for in all mail. */
    RIGHTS
  }

  /**
   * That somebody has looked into an account's mail.
   *
   * @param by who it was, as the box knows them
   * @param way through which door
   * @param message the id of the one that was opened
   * @param reason the one that was given; empty where there was none
   */
  record Look(
      Instant when,
      String by,
      VaultBook.Way way,
      Looking looking,
      Optional<String> message,
      String reason) {}
}
