package portineria.imap.wire;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Flag;

/** Flags as a client writes them: RFC 9051 §9, flag-list. */
public final class Flags {
  /** More are not kept in one mailbox either. */
  private static final int FLAGS_MAX = 100;

  private Flags() {}

  /** {@code (\Seen $Forwarded)}, possibly empty. */
  public static Set<Flag> list(Arguments in) throws Bad, No, IOException {
    Set<Flag> flags = new LinkedHashSet<>();
    List<Optional<Flag>> named = in.list(0, FLAGS_MAX, () -> flag(in));
    named.forEach(flag -> flag.ifPresent(flags::add));
    return flags;
  }

  /** A flag-list, or flags without parentheses up to the end: STORE allows both. */
  public static Set<Flag> listOrRest(Arguments in) throws Bad, No, IOException {
    if (in.at('(')) {
      return list(in);
    }
    Set<Flag> flags = new LinkedHashSet<>();
    flag(in).ifPresent(flags::add);
    while (in.skip(' ')) {
      if (flags.size() == FLAGS_MAX) {
        throw new Bad("More than " + FLAGS_MAX + " flags");
      }
      flag(in).ifPresent(flags::add);
    }
    return flags;
  }

  /** A keyword, for SEARCH. */
  public static Flag keyword(Arguments in) throws Bad {
    return new Flag(atom(in));
  }

  /** Nothing for {@code \Recent}, which no client can change: RFC 3501 §2.3.2. */
  private static Optional<Flag> flag(Arguments in) throws Bad {
    if (!in.skip('\\')) {
      return Optional.of(new Flag(atom(in)));
    }
    String name = in.atom();
    if (name.equalsIgnoreCase("Recent")) {
      return Optional.empty();
    }
    for (Flag system : Flag.SYSTEM) {
      if (system.name().substring(1).equalsIgnoreCase(name)) {
        return Optional.of(system);
      }
    }
    throw new Bad("There is no such system flag");
  }

  private static String atom(Arguments in) throws Bad {
    String name = in.atom();
    if (name.length() > Flag.NAME_MAX) {
      throw new Bad("A keyword has more than " + Flag.NAME_MAX + " characters");
    }
    return name;
  }
}
