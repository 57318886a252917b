package portineria.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the board itself is: heat, and the voltage that the power supply gives, as the kernel tells
 * both below {@code /sys}. What a machine does not tell is not looked at.
 *
 * <p>Linux, Documentation/ABI/testing/sysfs-class-thermal: {@code temp} is in thousandths of a
 * degree. Documentation/hwmon/raspberrypi-hwmon: {@code in0_lcrit_alarm} of the device called
 * {@code rpi_volt} is 1 when the firmware has met under-voltage (less than 4.63 V) since the kernel
 * asked it last, some seconds before.
 */
final class BoardFindings {
  /** From here on a Pi makes itself slower: 85 °C is the end, and flash does not like it. */
  static final double HOT = 80;

  private BoardFindings() {}

  /**
   * What there is to say.
   *
   * @param root where {@code sys} is
   */
  static List<Finding> of(Path root) {
    List<Finding> findings = new ArrayList<>();
    hottest(root.resolve("sys/class/thermal")).ifPresent(degrees -> findings.add(heat(degrees)));
    if (isVoltageLow(root.resolve("sys/class/hwmon"))) {
      findings.add(
          Finding.need(
              Cause.of(Topic.VOLTAGE),
              new Words(
                  "The power supply gives too little voltage, which can damage the disk's contents:"
                      + " use the board's own power supply and a short cable, and give USB disks a"
                      + " supply of their own",
                  "L'alimentatore dà una tensione troppo bassa, che può rovinare il contenuto del"
                      + " disco: usare l'alimentatore della scheda e un cavo corto, e dare ai dischi"
                      + " USB un'alimentazione propria")));
    }
    return findings;
  }

  private static Finding heat(double degrees) {
    String celsius = String.format(Locale.ROOT, "%.0f °C", degrees);
    return degrees < HOT
        ? Finding.note(
            new Words("The processor has " + celsius + ".", "Il processore ha " + celsius + "."))
        : Finding.need(
            Cause.of(Topic.TEMPERATURE),
            new Words(
                "The processor has "
                    + celsius
                    + ": give the box air, away from the sun and other devices, and see whether its"
                    + " fan turns",
                "Il processore ha "
                    + celsius
                    + ": dare aria all'apparecchio, lontano dal sole e da altri dispositivi, e"
                    + " guardare se la ventola gira"));
  }

  /** Of the processor; other sensors of a PC have limits of their own. */
  static Optional<Double> hottest(Path zones) {
    Optional<Double> hottest = Optional.empty();
    for (Path zone : folders(zones, "thermal_zone*")) {
      String type = text(zone.resolve("type")).orElse("").toLowerCase(Locale.ROOT);
      Optional<Double> degrees =
          text(zone.resolve("temp"))
              .filter(temp -> temp.matches("-?[0-9]{1,9}"))
              .map(temp -> Integer.parseInt(temp) / 1000.0);
      boolean processor = type.contains("cpu") || type.contains("soc") || type.contains("pkg");
      if (processor && degrees.isPresent() && hottest.orElse(-300.0) < degrees.get()) {
        hottest = degrees;
      }
    }
    return hottest;
  }

  private static boolean isVoltageLow(Path devices) {
    return voltageLow(devices).orElse(false);
  }

  /** Nothing where no device tells it. */
  static Optional<Boolean> voltageLow(Path devices) {
    return folders(devices, "hwmon*").stream()
        .filter(device -> text(device.resolve("name")).orElse("").equals("rpi_volt"))
        .flatMap(device -> text(device.resolve("in0_lcrit_alarm")).stream())
        .map(alarm -> alarm.equals("1"))
        .reduce(Boolean::logicalOr);
  }

  private static List<Path> folders(Path above, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(above, pattern)) {
      all.forEach(found::add);
    } catch (IOException | DirectoryIteratorException absent) {
      found.clear(); // Most machines have some of it, none has all.
    }
    return found;
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException silent) {
      return Optional.empty(); // A sensor that is asleep says so with an error.
    }
  }
}
