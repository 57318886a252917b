package portineria.mail;

import java.util.List;

/** Who writes to whom; all under names that nobody can own (RFC 2606 §3). */
final class People {
  record Person(String name, String address) {
    String domain() {
      return address.substring(address.indexOf('@') + 1);
    }
  }

  private static final List<Person> OFFICE =
      List.of(
          new Person("Giulia Bianchi", "giulia.bianchi@studio-bianchi.example"),
          new Person("Niccolò Però", "niccolo.pero@studio-bianchi.example"),
          new Person("Segreteria", "segreteria@studio-bianchi.example"),
          new Person("Info", "info@studio-bianchi.example"),
          new Person("Fabio D'Amico", "f.damico@studio-bianchi.example"));

  private static final List<Person> OTHERS =
      List.of(
          new Person("Mario Rossi", "mario.rossi@officine-rossi.example"),
          new Person("Amministrazione Officine Rossi s.r.l.", "amm@officine-rossi.example"),
          new Person("Jane O'Connor", "jane@northwind.example"),
          new Person("Support", "no-reply@cloud.example"),
          new Person("Jürgen Müller", "j.mueller@werk.example"),
          new Person("Ольга Смирнова", "olga@zavod.example"),
          new Person("山田太郎", "yamada@kaisha.example"),
          new Person("Smith, John (Sales)", "john.smith@northwind.example"),
          new Person("", "rossana@posta.example"),
          new Person("Newsletter", "news@lists.example"));

  private People() {}

  static Person office(Draw draw) {
    return draw.of(OFFICE);
  }

  static Person other(Draw draw) {
    return draw.of(OTHERS);
  }
}
