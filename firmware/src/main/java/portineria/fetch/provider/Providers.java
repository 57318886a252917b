package portineria.fetch.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.fetch.provider.Provider.Note;
import portineria.fetch.provider.Provider.Server;
import portineria.fetch.provider.Provider.UserName;
import portineria.store.Source.Tls;

/** The table of the providers. Immutable. */
public final class Providers {
  private static final String FILE = "providers.tsv";

  private static final int COLUMNS = 7;

  private final List<Provider> all;
  private final Map<String, Provider> byDomain = new HashMap<>();

  private Providers(List<Provider> all) {
    this.all = List.copyOf(all);
    Set<String> names = new LinkedHashSet<>();
    for (Provider provider : all) {
      if (!names.add(provider.name())) {
        throw new IllegalArgumentException("twice in the table: " + provider.name());
      }
      for (String domain : provider.domains()) {
        if (byDomain.put(domain, provider) != null) {
          throw new IllegalArgumentException("twice in the table: " + domain);
        }
      }
    }
  }

  /** The table that comes with the program. */
  public static Providers standard() {
    try (InputStream in = Providers.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new AssertionError("the table is in the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new IllegalStateException("unreadable table of providers", unreadable);
    }
  }

  /**
   * From a table.
   *
   * @throws IllegalArgumentException with the line that is wrong
   */
  static Providers parse(String table) {
    List<Provider> providers = new ArrayList<>();
    for (String line : table.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        providers.add(provider(line));
      }
    }
    return new Providers(providers);
  }

  private static Provider provider(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(COLUMNS + " columns are needed: " + line);
    }
    try {
      return new Provider(
          columns[0],
          new LinkedHashSet<>(list(columns[1])),
          server(columns[2]),
          server(columns[3]),
          UserName.valueOf(constant(columns[4])),
          list(columns[5]).stream()
              .map(note -> Note.valueOf(constant(note)))
              .collect(Collectors.toSet()),
          URI.create(columns[6]));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(wrong.getMessage() + ": " + line, wrong);
    }
  }

  private static List<String> list(String text) {
    return text.equals("-") ? List.of() : Arrays.asList(text.split(","));
  }

  private static String constant(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Optional<Server> server(String text) {
    if (text.equals("-")) {
      return Optional.empty();
    }
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not host:port:tls");
    }
    Tls tls =
        switch (parts[2]) {
          case "tls" -> Tls.IMPLICIT;
          case "starttls" -> Tls.STARTTLS;
          default -> throw new IllegalArgumentException("not a protection");
        };
    return Optional.of(new Server(parts[0], Integer.parseInt(parts[1]), tls));
  }

  /** All, by name. */
  public List<Provider> all() {
    return all;
  }

  public Optional<Provider> named(String name) {
    return all.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /** Whose address it is, as far as its domain or one above it tells. */
  public Optional<Provider> of(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    while (domain.contains(".")) {
      Optional<Provider> found = Optional.ofNullable(byDomain.get(domain));
      if (found.isPresent()) {
        return found;
      }
      domain = domain.substring(domain.indexOf('.') + 1);
    }
    return Optional.empty();
  }
}
