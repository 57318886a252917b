package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import portineria.store.Refusal;
import portineria.vault.transfer.ImportQuestion.Deliver;
import portineria.vault.transfer.ImportQuestion.Offer;
import portineria.vault.transfer.ImportQuestion.Offered;
import portineria.vault.transfer.ImportQuestion.Place;
import portineria.vault.transfer.ImportQuestion.Remark;
import portineria.vault.transfer.ImportQuestion.Standing;
import portineria.vault.transfer.ImportQuestion.Take;
import portineria.vault.transfer.ImportQuestion.Wanted;

/** The desk, as who asks wants to see it. Whatever goes wrong there stops the import. */
record ImportClient(ImportDesk desk) {

  Place place(Wanted wanted) throws Stopped {
    return ask(wanted, InputStream.nullInputStream(), ImportWire::place);
  }

  List<Standing> standings(List<Offered> messages) throws Stopped {
    return ask(new Offer(messages), InputStream.nullInputStream(), ImportWire::standings);
  }

  /** Why it was not taken, if it was not. */
  Optional<String> whyNot(Take take, InputStream octets) throws Stopped {
    return ask(take, octets, ImportWire::whyNot);
  }

  List<Remark> deliver() throws Stopped {
    return ask(new Deliver(), InputStream.nullInputStream(), ImportWire::remarks);
  }

  private <T> T ask(ImportQuestion question, InputStream octets, Reading<T> reading)
      throws Stopped {
    try {
      return reading.of(desk.answer(ImportWire.write(question), octets));
    } catch (IOException | Refusal e) {
      throw new Stopped(e);
    }
  }

  private interface Reading<T> {
    T of(byte[] answer) throws IOException;
  }
}
