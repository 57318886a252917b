package portineria.vault.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;
import portineria.vault.transfer.ImportQuestion.Deliver;
import portineria.vault.transfer.ImportQuestion.Fate;
import portineria.vault.transfer.ImportQuestion.Offer;
import portineria.vault.transfer.ImportQuestion.Offered;
import portineria.vault.transfer.ImportQuestion.Place;
import portineria.vault.transfer.ImportQuestion.Remark;
import portineria.vault.transfer.ImportQuestion.Standing;
import portineria.vault.transfer.ImportQuestion.Take;
import portineria.vault.transfer.ImportQuestion.Wanted;

/** Questions and answers of an import as octets. Both ends are of one version. */
final class ImportWire {
  /** Characters of a sentence about one message. */
  private static final int TEXT_MAX = 300;

  /** Each is sent as its place here. */
  private static final List<Standing> STANDINGS =
      List.of(
          Standing.MISSING,
          Standing.THERE,
          Standing.REMOVED,
          Standing.DAMAGED,
          Standing.REMOVED_DAMAGED,
          Standing.ERASED);

  /** As above. */
  private static final List<Fate> FATES = List.of(Fate.DELIVERED, Fate.LEFT_OUT, Fate.ERASED);

  private ImportWire() {}

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] octets(Writing writing) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    writing.to(new DataOutputStream(octets));
    return octets.toByteArray();
  }

  private static DataInputStream read(byte[] octets) {
    return new DataInputStream(new ByteArrayInputStream(octets));
  }

  static byte[] write(ImportQuestion question) throws IOException {
    return octets(
        out -> {
          switch (question) {
            case Wanted wanted -> {
              out.writeByte('m');
              out.writeUTF(wanted.name().value());
              out.writeBoolean(wanted.subscribed());
              out.writeUTF(wanted.use().map(SpecialUse::name).orElse(""));
            }
            case Offer offer -> {
              out.writeByte('o');
              out.writeInt(offer.messages().size());
              for (Offered one : offer.messages()) {
                out.writeInt(one.mailbox());
                out.write(one.digest().octets());
                out.writeInt(one.ordinal());
              }
            }
            case Take take -> {
              out.writeByte('t');
              out.writeInt(take.mailbox());
              out.write(take.digest().octets());
              out.writeLong(take.octets());
              out.writeLong(take.date().getEpochSecond());
              out.writeBoolean(take.heals());
              out.writeInt(take.flags().size());
              for (Flag flag : take.flags()) {
                out.writeUTF(flag.name());
              }
            }
            case Deliver deliver -> out.writeByte('d');
          }
        });
  }

  static ImportQuestion question(byte[] octets) throws IOException {
    DataInputStream in = read(octets);
    byte kind = in.readByte();
    try {
      return switch (kind) {
        case 'm' -> new Wanted(new MailboxName(in.readUTF()), in.readBoolean(), use(in.readUTF()));
        case 'o' -> {
          List<Offered> offered = new ArrayList<>();
          for (int left = in.readInt(); left > 0; left--) {
            offered.add(new Offered(in.readInt(), digest(in), in.readInt()));
          }
          yield new Offer(offered);
        }
        case 't' -> {
          int mailbox = in.readInt();
          Digest digest = digest(in);
          long size = in.readLong();
          Instant date = Instant.ofEpochSecond(in.readLong());
          boolean heals = in.readBoolean();
          yield new Take(mailbox, digest, size, flags(in), date, heals);
        }
        case 'd' -> new Deliver();
        default -> throw new IOException("not a question of an import: " + kind);
      };
    } catch (IllegalArgumentException e) {
      throw new IOException("not a question of an import", e);
    }
  }

  private static Optional<SpecialUse> use(String name) {
    return Arrays.stream(SpecialUse.values()).filter(use -> use.name().equals(name)).findFirst();
  }

  private static Digest digest(DataInputStream in) throws IOException {
    return Digest.of(in.readNBytes(Digest.OCTETS));
  }

  private static Set<Flag> flags(DataInputStream in) throws IOException {
    Set<Flag> flags = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      flags.add(new Flag(in.readUTF()));
    }
    return flags;
  }

  static byte[] write(Place place) throws IOException {
    return octets(
        out -> {
          out.writeInt(place.number());
          out.writeUTF(cut(place.why()));
        });
  }

  static Place place(byte[] octets) throws IOException {
    DataInputStream in = read(octets);
    return new Place(in.readInt(), in.readUTF());
  }

  static byte[] writeStandings(List<Standing> standings) {
    byte[] octets = new byte[standings.size()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) STANDINGS.indexOf(standings.get(i));
    }
    return octets;
  }

  static List<Standing> standings(byte[] octets) {
    List<Standing> standings = new ArrayList<>();
    for (byte octet : octets) {
      standings.add(STANDINGS.get(octet));
    }
    return standings;
  }

  static byte[] writeWhyNot(Optional<String> why) throws IOException {
    return octets(out -> out.writeUTF(cut(why.orElse(""))));
  }

  static Optional<String> whyNot(byte[] octets) throws IOException {
    return Optional.of(read(octets).readUTF()).filter(why -> !why.isEmpty());
  }

  static byte[] writeRemarks(List<Remark> remarks) throws IOException {
    return octets(
        out -> {
          out.writeInt(remarks.size());
          for (Remark remark : remarks) {
            out.writeInt(remark.index());
            out.writeByte(FATES.indexOf(remark.fate()));
            out.writeUTF(cut(remark.text()));
          }
        });
  }

  static List<Remark> remarks(byte[] octets) throws IOException {
    DataInputStream in = read(octets);
    List<Remark> remarks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      remarks.add(new Remark(in.readInt(), FATES.get(in.readByte()), in.readUTF()));
    }
    return remarks;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), TEXT_MAX));
  }
}
