package portineria.imap.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.UidSet;

/** What SEARCH and SORT are to return: RFC 4731 §3.1, RFC 5182 §2, RFC 5267 §3. */
enum Result {
  MIN,
  MAX,
  ALL,
  COUNT,
  SAVE;

  /** {@code [RETURN "(" option … ")" SP]}; empty where the client does not say RETURN. */
  static Optional<Set<Result>> parse(Arguments in) throws Bad, No, IOException {
    if (!in.peekKeyword().equals("RETURN")) {
      return Optional.empty();
    }
    in.keyword();
    in.space();
    Set<Result> results = EnumSet.noneOf(Result.class);
    results.addAll(in.list(0, 2 * values().length, () -> one(in)));
    if (results.isEmpty()) {
      results.add(ALL); // RFC 4731 §3.1
    }
    in.space();
    return Optional.of(results);
  }

  private static Result one(Arguments in) throws Bad {
    return switch (in.keyword()) {
      case "MIN" -> MIN;
      case "MAX" -> MAX;
      case "ALL" -> ALL;
      case "COUNT" -> COUNT;
      case "SAVE" -> SAVE;
      default -> throw new Bad("There is no such result option");
    };
  }

  /** A command that can't be done: then nothing is what it has saved, RFC 5182 §2.1. */
  static Command refused(Optional<Set<Result>> wanted, No no) {
    boolean saves = wanted.isPresent() && wanted.get().contains(SAVE);
    return session -> {
      if (saves) {
        session.selected().save(UidSet.EMPTY);
      }
      throw no;
    };
  }
}
