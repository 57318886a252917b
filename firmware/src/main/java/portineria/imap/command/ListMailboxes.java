package portineria.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.ListPattern;
import portineria.imap.wire.MailboxNames;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Right;

/**
 * LIST: the mailboxes that match patterns, and what the client wants to know of them.
 *
 * <pre>
 *   list      LIST [SP "(" select ")"] SP reference SP patterns [SP RETURN "(" return ")"]
 *                                            RFC 9051 §6.3.9, RFC 5258 §3
 *   patterns  list-mailbox / "(" list-mailbox *(SP list-mailbox) ")"
 *   select    SUBSCRIBED / REMOTE / RECURSIVEMATCH / SPECIAL-USE
 *                                            RFC 6154 §2 for the last
 *   return    SUBSCRIBED / CHILDREN / SPECIAL-USE / STATUS "(" status-att … ")" / MYRIGHTS
 *                                            RFC 5819 §2 and RFC 8440 §3 for the last two
 * </pre>
 *
 * <p>Whether there are children and what a mailbox is for is always told: it costs nothing.
 *
 * @param status empty where no STATUS is wanted
 */
record ListMailboxes(
    Set<Selection> selections,
    List<String> patterns,
    boolean returnsSubscribed,
    boolean returnsRights,
    Set<StatusItem> status)
    implements Command {

  /** What a mailbox has to be. */
  enum Selection {
    SUBSCRIBED,
    REMOTE,
    RECURSIVEMATCH,
    SPECIAL_USE
  }

  private static final int OPTIONS_MAX = 20;

  ListMailboxes {
    selections = Set.copyOf(selections);
    patterns = List.copyOf(patterns);
  }

  static ListMailboxes parse(Arguments in) throws Bad, No, IOException {
    in.space();
    Set<Selection> selections = EnumSet.noneOf(Selection.class);
    if (in.at('(')) {
      selections.addAll(in.list(0, OPTIONS_MAX, () -> selection(in)));
      in.space();
    }
    String reference = MailboxNames.pattern(in.astring(), in.utf8());
    in.space();
    List<String> patterns = new ArrayList<>();
    if (in.at('(')) {
      patterns.addAll(in.list(1, in.limits().patterns(), in::listMailbox));
    } else {
      patterns.add(in.listMailbox());
    }
    patterns.replaceAll(
        pattern -> pattern.isEmpty() ? "" : reference + MailboxNames.pattern(pattern, in.utf8()));
    boolean subscribed = selections.contains(Selection.SUBSCRIBED);
    boolean rights = false;
    Set<StatusItem> status = Set.of();
    if (in.skip(' ') && !in.isAtEnd()) {
      ReturnOptions options = ReturnOptions.parse(in);
      subscribed |= options.subscribed;
      rights = options.rights;
      status = options.status;
    }
    in.end();
    checkRecursion(selections);
    return new ListMailboxes(selections, patterns, subscribed, rights, status);
  }

  private static Selection selection(Arguments in) throws Bad {
    return switch (in.keyword().toUpperCase(Locale.ROOT)) {
      case "SUBSCRIBED" -> Selection.SUBSCRIBED;
      case "REMOTE" -> Selection.REMOTE;
      case "RECURSIVEMATCH" -> Selection.RECURSIVEMATCH;
      case "SPECIAL-USE" -> Selection.SPECIAL_USE;
      default -> throw new Bad("LIST knows no such selection option");
    };
  }

  /** RFC 9051 §6.3.9.1: it modifies another option. */
  private static void checkRecursion(Set<Selection> selections) throws Bad {
    if (selections.contains(Selection.RECURSIVEMATCH)
        && !selections.contains(Selection.SUBSCRIBED)
        && !selections.contains(Selection.SPECIAL_USE)) {
      throw new Bad("RECURSIVEMATCH needs another selection option");
    }
  }

  /** What follows RETURN. */
  private static final class ReturnOptions {
    private boolean subscribed;
    private boolean rights;
    private Set<StatusItem> status = Set.of();

    static ReturnOptions parse(Arguments in) throws Bad, No, IOException {
      if (!in.keyword().equals("RETURN")) {
        throw new Bad("Expected RETURN");
      }
      in.space();
      ReturnOptions options = new ReturnOptions();
      in.list(0, OPTIONS_MAX, () -> options.read(in));
      return options;
    }

    private String read(Arguments in) throws Bad, No, IOException {
      String option = in.keyword();
      switch (option) {
        case "SUBSCRIBED" -> subscribed = true;
        case "MYRIGHTS" -> rights = true;
        case "CHILDREN", "SPECIAL-USE" -> {}
        case "STATUS" -> {
          in.space();
          status = StatusItem.list(in);
        }
        default -> throw new Bad("LIST knows no such return option");
      }
      return option;
    }
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    if (patterns.equals(List.of(""))) {
      // RFC 9051 §6.3.9: an empty pattern asks for the separator.
      session.out().text("* LIST (\\Noselect) \"/\" \"\"").crlf();
      return Ok.completed("LIST");
    }
    StatusItem.noteWish(session, status);
    Listing listing = Listing.of(session);
    List<ListPattern> wanted = patterns.stream().map(ListPattern::new).toList();
    Set<MailboxName> aboveFound = aboveFound(listing);
    for (Listing.Entry entry : candidates(listing, aboveFound)) {
      boolean above = aboveFound.contains(entry.name());
      if ((isSelected(entry) || above) && matches(wanted, entry.name())) {
        write(session, listing, entry, above);
      }
    }
    return Ok.completed("LIST");
  }

  private static boolean matches(List<ListPattern> wanted, MailboxName name) {
    return wanted.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /** The names themselves, and with RECURSIVEMATCH those that only stand above some. */
  private static List<Listing.Entry> candidates(Listing listing, Set<MailboxName> above) {
    Set<MailboxName> names = new java.util.TreeSet<>(above);
    listing.entries().forEach(entry -> names.add(entry.name()));
    return names.stream().map(listing::entry).toList();
  }

  private boolean isSelected(Listing.Entry entry) {
    boolean subscribed = !selections.contains(Selection.SUBSCRIBED) || entry.subscribed();
    boolean special = !selections.contains(Selection.SPECIAL_USE) || entry.use().isPresent();
    // A name that is only subscribed to is told to those that ask for subscriptions.
    boolean exists = entry.exists() || selections.contains(Selection.SUBSCRIBED);
    return subscribed && special && exists;
  }

  /** The names under which there is one that is selected: RFC 9051 §6.3.9.4. */
  private Set<MailboxName> aboveFound(Listing listing) {
    Set<MailboxName> above = new HashSet<>();
    if (selections.contains(Selection.RECURSIVEMATCH)) {
      listing
          .entries()
          .filter(this::isSelected)
          .forEach(entry -> Listing.above(entry.name()).forEach(above::add));
    }
    return above;
  }

  private void write(ImapSession session, Listing listing, Listing.Entry entry, boolean aboveFound)
      throws IOException {
    String subscribed = returnsSubscribed && entry.subscribed() ? " \\Subscribed" : "";
    ImapWriter out = Listing.begin(session, listing.attributes(entry) + subscribed, entry.name());
    if (aboveFound && selections.contains(Selection.SUBSCRIBED)) {
      out.text(" (\"CHILDINFO\" (\"SUBSCRIBED\"))");
    }
    out.crlf();
    if (returnsRights && entry.info().isPresent()) {
      MyRights.write(session, entry.name(), entry.rights());
    }
    if (!status.isEmpty()
        && entry.rights().has(Right.READ)
        && entry.info().isPresent()
        && entry.info().get().selectable()) {
      StatusItem.write(session, entry.info().get(), status);
    }
  }
}
