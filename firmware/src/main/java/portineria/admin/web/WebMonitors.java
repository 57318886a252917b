package portineria.admin.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import portineria.admin.Box;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.Refusal;
import portineria.webui.Monitors;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/**
 * The programs that may look at the box. A setting of the index has them, one to a line, with the
 * digest of the token: of 256 random bits nothing slower is needed.
 *
 * <pre>
 *   digest, a space, when it was made, a space, the label
 * </pre>
 */
final class WebMonitors implements Monitors {
  static final String SETTING = "monitors";

  private static final int TOKEN_OCTETS = 32;

  /** One change at a time. */
  private static final Object CHANGING = new Object();

  private final Box box;

  WebMonitors(Box box) {
    this.box = box;
  }

  /** One as it is kept. */
  private record Kept(String digest, Monitor monitor) {
    static Kept parse(String line) {
      String[] parts = line.split(" ", 3);
      return new Kept(parts[0], new Monitor(parts[2], Instant.parse(parts[1])));
    }

    String line() {
      return digest + " " + monitor.made() + " " + monitor.label();
    }
  }

  private List<Kept> kept() {
    return box.store().setting(SETTING).stream().flatMap(String::lines).map(Kept::parse).toList();
  }

  private void keep(List<Kept> kept, String detail) throws Refused {
    try {
      box.store()
          .recording(box.act(Act.Kind.SETTINGS_CHANGED).with(Act.Part.DETAIL, detail))
          .putSetting(SETTING, kept.stream().map(Kept::line).collect(Collectors.joining("\n")));
    } catch (Refusal refusal) {
      throw Refused.said(refusal);
    }
  }

  @Override
  public List<Monitor> all() {
    return kept().stream().map(Kept::monitor).toList();
  }

  @Override
  public String add(String label) throws Refused {
    if (!Box.isLabel(label)) {
      throw new Refused(Why.MONITOR_NAME);
    }
    byte[] octets = new byte[TOKEN_OCTETS];
    box.random().nextBytes(octets);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    synchronized (CHANGING) {
      List<Kept> kept = new ArrayList<>(kept());
      if (kept.stream().anyMatch(one -> one.monitor().label().equals(label))) {
        throw new Refused(Why.MONITOR_THERE);
      }
      kept.add(new Kept(digest(token), new Monitor(label, box.clock().instant())));
      keep(kept, "monitor added: " + label);
    }
    return token;
  }

  @Override
  public void remove(String label) throws Refused {
    synchronized (CHANGING) {
      List<Kept> kept = new ArrayList<>(kept());
      if (kept.removeIf(one -> one.monitor().label().equals(label))) {
        keep(kept, "monitor removed: " + label);
      }
    }
  }

  @Override
  public boolean knows(String token) {
    byte[] digest = digest(token).getBytes(StandardCharsets.US_ASCII);
    return kept().stream()
        .anyMatch(
            one -> MessageDigest.isEqual(one.digest().getBytes(StandardCharsets.US_ASCII), digest));
  }

  private static String digest(String token) {
    byte[] octets = token.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digest.sha256().digest(octets));
  }
}
