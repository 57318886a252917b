package portineria.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where disks are mounted, found by their labels as udev and the kernel tell them.
 *
 * @param labels {@code /dev/disk/by-label}
 * @param mounts {@code /proc/self/mounts}
 */
record Disks(Path labels, Path mounts) {
  private static final Pattern ESCAPED = Pattern.compile("(\\\\x[0-9a-f]{2})+");

  static Disks ofThisMachine() {
    return new Disks(Path.of("/dev/disk/by-label"), Path.of("/proc/self/mounts"));
  }

  /** Whether a disk with this label is plugged in. */
  boolean isPlugged(String label) {
    return Files.exists(labels.resolve(encoded(label)));
  }

  /** The labels of what is plugged in, without that from which this machine runs. */
  List<String> all() throws IOException {
    List<String> all = new ArrayList<>();
    if (Files.isDirectory(labels)) {
      try (DirectoryStream<Path> links = Files.newDirectoryStream(labels)) {
        for (Path link : links) {
          String label = label(link.getFileName().toString());
          if (folder(label).filter(Disks::isOfTheMachine).isEmpty()) {
            all.add(label);
          }
        }
      }
    }
    all.sort(Comparator.naturalOrder());
    return all;
  }

  private static boolean isOfTheMachine(Path folder) {
    return folder.equals(Path.of("/")) || folder.startsWith("/boot");
  }

  /** The folder in which the disk is mounted, if it is. */
  Optional<Path> folder(String label) throws IOException {
    Path link = labels.resolve(encoded(label));
    if (!Files.exists(link)) {
      return Optional.empty();
    }
    String device = link.toRealPath().toString();
    return Files.readAllLines(mounts, StandardCharsets.UTF_8).stream()
        .map(line -> line.split(" "))
        .filter(parts -> parts.length > 1 && real(decoded(parts[0])).equals(device))
        .map(parts -> Path.of(decoded(parts[1])))
        .findFirst();
  }

  /** A device may be mounted by the name of a link to it. */
  private static String real(String device) {
    try {
      return device.startsWith("/") ? Path.of(device).toRealPath().toString() : device;
    } catch (IOException gone) {
      return device;
    }
  }

  /** As udev writes a label into a file name. */
  private static String encoded(String label) {
    StringBuilder name = new StringBuilder();
    for (byte octet : label.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          octet < 0 || Character.isLetterOrDigit(octet) || "#+-.:=@_".indexOf(octet) >= 0;
      name.append(plain ? String.valueOf((char) (octet & 0xff)) : String.format("\\x%02x", octet));
    }
    return new String(
        name.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** What udev has written into a file name, of which {@link #encoded} is the other way. */
  private static String label(String name) {
    return ESCAPED
        .matcher(name)
        .replaceAll(
            run -> {
              byte[] octets = HexFormat.of().parseHex(run.group().replace("\\x", ""));
              return Matcher.quoteReplacement(new String(octets, StandardCharsets.UTF_8));
            });
  }

  /** The kernel writes blanks and the like as three octal digits. */
  private static String decoded(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
