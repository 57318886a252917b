package portineria.mail;

import java.util.List;

/** What people write in offices, in some languages. */
record Prose(List<String> sentences) {
  static final Prose ITALIAN =
      new Prose(
          List.of(
              "Buongiorno, in allegato la fattura n. 1847 del mese scorso.",
              "Può confermare la ricezione entro venerdì? Grazie.",
              "Come concordato telefonicamente, invio la documentazione già firmata.",
              "La riunione è spostata a giovedì alle 15:30 in sala grande.",
              "Il preventivo ammonta a € 1.250,00 più IVA.",
              "Rimango a disposizione per qualsiasi chiarimento.",
              "Si prega di non rispondere a questo messaggio: la casella non è presidiata.",
              "Ho sentito l'avvocato: l'udienza è rinviata al 12 marzo.",
              "Il DURC è scaduto, occorre richiederlo di nuovo perché l'ente lo vuole aggiornato.",
              "Le scadenze fiscali di novembre sono riportate nella tabella qui sotto.",
              "Mi sa dire se il corriere è già passato? Non c'è nessun avviso.",
              "Perché non ci vediamo lunedì mattina? Così chiudiamo la pratica.",
              "La città ha cambiato gli orari della ZTL, attenzione alle consegne.",
              "Cordiali saluti",
              "Distinti saluti,"));
  static final Prose ENGLISH =
      new Prose(
          List.of(
              "Please find attached the signed contract.",
              "Could you send me the latest figures before Thursday's call?",
              "Thanks for the quick reply, that works for us.",
              "The invoice is due at the end of the month.",
              "I'll be out of the office until Monday; for urgent matters call the front desk.",
              "We have moved the meeting to 10:30, same room.",
              "As discussed, here are the minutes with the open points.",
              "The server will be down for maintenance on Sunday night.",
              "Let me know if anything is missing.",
              "Your order has been shipped and should arrive within three working days.",
              "To unsubscribe from this list follow the link at the bottom of the page.",
              "Kind regards,"));
  static final Prose GERMAN =
      new Prose(
          List.of(
              "Guten Tag, anbei erhalten Sie die gewünschten Unterlagen.",
              "Könnten Sie den Termin bitte bestätigen? Am Dienstag wäre es möglich.",
              "Die Lieferung verzögert sich um eine Woche, wir bitten um Verständnis.",
              "Mit freundlichen Grüßen"));
  static final Prose RUSSIAN =
      new Prose(
          List.of(
              "Добрый день, высылаем счёт за октябрь.",
              "Просим подтвердить получение документов.",
              "Встреча переносится на четверг.",
              "С уважением,"));
  static final Prose JAPANESE =
      new Prose(
          List.of(
              "いつもお世話になっております。", "請求書を添付いたしました。ご確認ください。", "会議は木曜日の午後に変更されました。", "よろしくお願いいたします。"));

  private static final List<Prose> ALL = List.of(ITALIAN, ENGLISH, GERMAN, RUSSIAN, JAPANESE);

  Prose {
    sentences = List.copyOf(sentences);
  }

  /** One of the languages. */
  static Prose draw(Draw draw) {
    return draw.of(ALL);
  }

  /** A subject: the beginning of a sentence. */
  String subject(Draw draw) {
    String sentence = draw.of(sentences);
    return sentence.length() <= 60
        ? sentence
        : sentence.substring(0, sentence.lastIndexOf(' ', 60));
  }

  /** Paragraphs of about that many characters, in lines of at most 76, LF ended. */
  String text(Draw draw, int size) {
    StringBuilder text = new StringBuilder(size + 100);
    int column = 0;
    while (text.length() < size) {
      String sentence = draw.of(sentences);
      if (column > 0 && column + sentence.length() > 76) {
        text.append('\n');
        column = 0;
      }
      text.append(sentence);
      column += sentence.length();
      if (draw.below(6) == 0) {
        text.append("\n\n");
        column = 0;
      } else if (column < 76) {
        text.append(' ');
        column++;
      }
    }
    return text.append('\n').toString();
  }
}
