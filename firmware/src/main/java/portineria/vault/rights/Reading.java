package portineria.vault.rights;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import portineria.message.Address;
import portineria.message.AddressFields;
import portineria.message.EncodedWords;
import portineria.message.Header;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.search.MessageText;
import portineria.search.Sought;

/** Reads a message and says why it is about a person, if it is. */
final class Reading {
  private final Person person;
  private final Octets octets;
  private final MessageText text;

  private Reading(Person person, Octets octets) {
    this.person = person;
    this.octets = octets;
    this.text = new MessageText(octets);
  }

  /** None where it is not. */
  static Set<Ground> grounds(Person person, Octets octets) throws IOException {
    return new Reading(person, octets).grounds();
  }

  private Set<Ground> grounds() throws IOException {
    Set<Ground> grounds = of(text.header());
    for (Part part : MessageStructure.read(octets).part().walk().skip(1).toList()) {
      if (!of(Header.read(part.header().of(octets))).isEmpty()) {
        grounds.add(Ground.ATTACHED);
        break;
      }
    }
    if (says(grounds.isEmpty())) {
      grounds.add(Ground.TEXT);
    }
    return grounds;
  }

  private boolean says(boolean addressesToo) throws IOException {
    for (String wanted : person.texts()) {
      if (text.holds(new Sought.Anywhere(wanted))) {
        return true;
      }
    }
    if (addressesToo) {
      for (String address : person.addresses()) {
        if (text.names(address)) {
          return true;
        }
      }
    }
    return false;
  }

  private Set<Ground> of(Header header) {
    Set<Ground> grounds = EnumSet.noneOf(Ground.class);
    for (int i = 0; i < header.size(); i++) {
      boolean sender = AddressFields.isSender(header.name(i));
      if ((sender || AddressFields.isRecipient(header.name(i))) && isAbout(header.value(i))) {
        grounds.add(sender ? Ground.SENDER : Ground.RECIPIENT);
      }
    }
    return grounds;
  }

  private boolean isAbout(String value) {
    return Address.listed(value).stream()
        .anyMatch(
            item ->
                switch (item) {
                  case Address.Mailbox mailbox ->
                      person.isAt(text(mailbox.local()), text(mailbox.domain()))
                          || mailbox.name().filter(name -> person.isCalled(text(name))).isPresent();
                  case Address.GroupStart(String name) -> person.isCalled(text(name));
                  case Address.GroupEnd() -> false;
                });
  }

  private static String text(String octets) {
    return EncodedWords.decode(octets);
  }
}
