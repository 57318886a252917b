package portineria.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import portineria.imap.wire.SearchKey.When;
import portineria.store.Flag;

/** Reads search keys: RFC 9051 §9, search-key. */
public final class SearchKeys {
  /** Octets of a field's name. */
  private static final int FIELD_NAME_MAX = 200;

  private static final Set<String> CHARSETS = Set.of("US-ASCII", "UTF-8");

  private final Arguments in;
  private int count;

  private SearchKeys(Arguments in) {
    this.in = in;
  }

  /** {@code [CHARSET charset SP] search-key *(SP search-key)}, all that is left of the command. */
  public static SearchKey program(Arguments in) throws Bad, No, IOException {
    if (in.peekKeyword().equals("CHARSET")) {
      in.keyword();
      in.space();
      charset(in.astring());
      in.space();
    }
    return all(in);
  }

  /** {@code charset 1*(SP search-key)}, as SORT and THREAD have it: RFC 5256 §5. */
  public static SearchKey charsetAndKeys(Arguments in) throws Bad, No, IOException {
    charset(in.astring());
    in.space();
    return all(in);
  }

  private static SearchKey all(Arguments in) throws Bad, No, IOException {
    SearchKey all = new SearchKeys(in).keys();
    in.end();
    return all;
  }

  private static void charset(String name) throws No {
    if (!CHARSETS.contains(name.toUpperCase(java.util.Locale.ROOT))) {
      throw new No("BADCHARSET (US-ASCII UTF-8)", "Searching is done in US-ASCII and UTF-8");
    }
  }

  private SearchKey keys() throws Bad, No, IOException {
    List<SearchKey> keys = new ArrayList<>();
    do {
      keys.add(key());
    } while (in.skip(' ') && !in.isAtEnd());
    return keys.size() == 1 ? keys.getFirst() : new SearchKey.And(keys);
  }

  private SearchKey key() throws Bad, No, IOException {
    if (++count > in.limits().searchKeys()) {
      throw new Bad("More than " + in.limits().searchKeys() + " search keys");
    }
    in.enter();
    SearchKey key =
        switch (in.peek()) {
          case '(' -> group();
          case '$', '*', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
              new SearchKey.Numbers(in.messageSet());
          default -> named(in.keyword());
        };
    in.leave();
    return key;
  }

  private SearchKey group() throws Bad, No, IOException {
    List<SearchKey> keys = in.list(1, in.limits().searchKeys(), this::key);
    return keys.size() == 1 ? keys.getFirst() : new SearchKey.And(keys);
  }

  private SearchKey named(String name) throws Bad, No, IOException {
    return switch (name) {
      case "ALL", "SAVEDATESUPPORTED" -> new SearchKey.All(); // RFC 8514 §4.3: here always
      case "ANSWERED" -> new SearchKey.Flagged(Flag.ANSWERED);
      case "DELETED" -> new SearchKey.Flagged(Flag.DELETED);
      case "DRAFT" -> new SearchKey.Flagged(Flag.DRAFT);
      case "FLAGGED" -> new SearchKey.Flagged(Flag.FLAGGED);
      case "SEEN" -> new SearchKey.Flagged(Flag.SEEN);
      case "UNANSWERED" -> not(new SearchKey.Flagged(Flag.ANSWERED));
      case "UNDELETED" -> not(new SearchKey.Flagged(Flag.DELETED));
      case "UNDRAFT" -> not(new SearchKey.Flagged(Flag.DRAFT));
      case "UNFLAGGED" -> not(new SearchKey.Flagged(Flag.FLAGGED));
      case "UNSEEN" -> not(new SearchKey.Flagged(Flag.SEEN));
      case "RECENT" -> new SearchKey.Recent();
      case "OLD" -> not(new SearchKey.Recent());
      case "NEW" ->
          new SearchKey.And(List.of(new SearchKey.Recent(), not(new SearchKey.Flagged(Flag.SEEN))));
      default -> {
        in.space();
        yield withArgument(name);
      }
    };
  }

  private static SearchKey not(SearchKey key) {
    return new SearchKey.Not(key);
  }

  private SearchKey withArgument(String name) throws Bad, No, IOException {
    return switch (name) {
      case "KEYWORD" -> new SearchKey.Flagged(Flags.keyword(in));
      case "UNKEYWORD" -> not(new SearchKey.Flagged(Flags.keyword(in)));
      case "UID" -> new SearchKey.Uids(in.messageSet());
      case "BEFORE" -> new SearchKey.Internal(When.BEFORE, Dates.date(in));
      case "ON" -> new SearchKey.Internal(When.ON, Dates.date(in));
      case "SINCE" -> new SearchKey.Internal(When.SINCE, Dates.date(in));
      case "SENTBEFORE" -> new SearchKey.Sent(When.BEFORE, Dates.date(in));
      case "SENTON" -> new SearchKey.Sent(When.ON, Dates.date(in));
      case "SENTSINCE" -> new SearchKey.Sent(When.SINCE, Dates.date(in));
      case "SAVEDBEFORE" -> new SearchKey.Saved(When.BEFORE, Dates.date(in));
      case "SAVEDON" -> new SearchKey.Saved(When.ON, Dates.date(in));
      case "SAVEDSINCE" -> new SearchKey.Saved(When.SINCE, Dates.date(in));
      case "YOUNGER" -> new SearchKey.Younger(in.nzNumber());
      case "OLDER" -> not(new SearchKey.Younger(in.nzNumber()));
      case "EMAILID" -> new SearchKey.EmailId(in.atom());
      case "THREADID" -> {
        in.atom();
        yield not(new SearchKey.All()); // no message is known to be in a thread
      }
      case "LARGER" -> new SearchKey.Larger(in.number64());
      case "SMALLER" -> new SearchKey.Smaller(in.number64());
      case "BCC", "CC", "FROM", "SUBJECT", "TO" -> new SearchKey.HeaderField(name, text());
      case "HEADER" -> header();
      case "BODY" -> new SearchKey.Body(text());
      case "TEXT" -> new SearchKey.Text(text());
      case "MODSEQ" -> modSeq();
      case "NOT" -> not(key());
      case "OR" -> {
        SearchKey one = key();
        in.space();
        yield new SearchKey.Or(one, key());
      }
      default -> throw new Bad("SEARCH knows no such key");
    };
  }

  /**
   * {@code ["/flags/…" SP (priv / shared / all) SP] mod-sequence}; all flags of a message have one
   * modseq here, so which is named makes no difference.
   */
  private SearchKey modSeq() throws Bad, IOException {
    if (in.at('"')) {
      in.string();
      in.space();
      if (!Set.of("PRIV", "SHARED", "ALL").contains(in.keyword())) {
        throw new Bad("Expected priv, shared or all");
      }
      in.space();
    }
    return new SearchKey.Modified(in.number64());
  }

  private SearchKey header() throws Bad, No, IOException {
    String field = in.astring();
    if (field.length() > FIELD_NAME_MAX) {
      throw new Bad("The name of a header field is too long");
    }
    in.space();
    return new SearchKey.HeaderField(field, text());
  }

  private String text() throws Bad, No, IOException {
    String text = in.astring();
    if (text.length() > in.limits().textCharacters()) {
      throw new No("LIMIT", "A text to search for is too long");
    }
    return text;
  }
}
