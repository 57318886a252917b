package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Sizes;
import portineria.store.Act;
import portineria.store.BoxLanguage;
import portineria.store.Erasure.Target;
import portineria.store.MessageId;
import portineria.store.Remains;
import portineria.vault.rights.Chosen;
import portineria.vault.rights.Finder;
import portineria.vault.rights.Found;
import portineria.vault.rights.HandOver;
import portineria.vault.rights.OtherData;
import portineria.vault.rights.Person;
import portineria.vault.rights.TickList;
import portineria.vault.transfer.Unreadable;

/** {@code portineria gdpr export}. */
@Command(
    name = "export",
    description = {
      "Writes a person's data to a new folder or a new .zip.",
      "The messages as they came, lists, and index.html, a page that any browser shows and",
      "searches offline.",
      "All that gdpr find finds, or with --ticked what is ticked in its list."
    })
final class GdprExportCommand implements RecordedCommand {
  @Mixin private PersonOptions who = new PersonOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR|FILE.zip",
      description = "A new folder, or a new file.")
  private Path place;

  @Option(names = "--ticked", paramLabel = "FILE", description = "A list of gdpr find --list.")
  private Optional<Path> ticked = Optional.empty();

  @Override
  public Act act(Box box) throws Failed {
    return who.act(box, Act.Kind.MAIL_EXPORTED, "gdpr export");
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, IOException {
    Person person = who.person();
    Set<Target> chosen = ticked.isPresent() ? TickList.ticked(ticked.get()) : Set.of();
    if (ticked.isPresent() && chosen.isEmpty()) {
      throw new Failed("nothing is ticked in " + ticked.get() + ": put an x between the brackets");
    }
    BoxLanguage language = BoxLanguage.of(box.store().setting(BoxLanguage.SETTING));
    Heard heard;
    try (HandOver parcel = HandOver.begin(place, person, language, box.clock().instant())) {
      heard = new Heard(box, console, parcel);
      if (ticked.isPresent()) {
        new Chosen(box.store(), box.actor()).look(person, chosen, heard);
      } else {
        new Finder(box.store(), box.search(), box.actor()).find(person, heard);
      }
      parcel.finish(OtherData.of(box.store(), person, box.actor()));
    }
    console.say(
        heard.messages
            + (heard.messages == 1 ? " message, " : " messages, ")
            + Sizes.say(heard.octets)
            + ", in "
            + place
            + ": open index.html in a browser");
    if (heard.left > 0) {
      throw new Failed(heard.left + " messages are not in it, for the reasons above");
    }
    return Cli.DONE;
  }

  /** Puts in what is found, and names what is not. */
  private static final class Heard implements Finder.Listener, Chosen.Listener {
    private final Box box;
    private final Console console;
    private final HandOver parcel;
    private long messages;
    private long octets;
    private long left;

    Heard(Box box, Console console, HandOver parcel) {
      this.box = box;
      this.console = console;
      this.parcel = parcel;
    }

    @Override
    public void found(Found message) throws IOException {
      Remains remains = message.remains();
      try {
        parcel.add(box.store().account(remains.account(), box.actor()).orElseThrow(), message);
        messages++;
        octets += remains.size();
        console.progress(messages + " messages, " + Sizes.say(octets));
      } catch (Unreadable e) {
        unreadable(remains, String.valueOf(e.getMessage()));
      }
    }

    private void leave(Target target, String why) throws IOException {
      left++;
      console.complain(
          "portineria: " + target.account() + " " + target.digest().hex() + ": " + why);
    }

    @Override
    public void unreadable(Remains message, String why) throws IOException {
      leave(new Target(message.account(), message.digest()), why);
    }

    @Override
    public void foreign(Remains message) throws IOException {
      leave(
          new Target(message.account(), message.digest()),
          "is not about the person: say who as it was said to gdpr find");
    }

    @Override
    public void missing(Target target) throws IOException {
      leave(target, "is not there any more");
    }

    @Override
    public void looked(MessageId at, MessageId last) {}
  }
}
