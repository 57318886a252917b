package portineria.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A question about the mail of all accounts, whatever became of it in their mailboxes.
 *
 * @param accounts whose mail; of all accounts if empty
 * @param sought all of it must be in a message
 * @param since when the message came: by its topmost Received line, else its Date, else when it was
 *     taken in
 * @param before the end of the period, which is not in it
 */
public record Inquiry(Set<String> accounts, List<Sought> sought, Instant since, Instant before) {
  public Inquiry {
    accounts = Set.copyOf(accounts);
    sought = List.copyOf(sought);
  }

  /** In all accounts, at any time. */
  public static Inquiry of(Sought... sought) {
    return new Inquiry(Set.of(), List.of(sought), Instant.MIN, Instant.MAX);
  }

  boolean wantsAccount(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  boolean wantsTime(Instant came) {
    return !came.isBefore(since) && came.isBefore(before);
  }
}
