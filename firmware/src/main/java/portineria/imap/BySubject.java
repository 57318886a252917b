package portineria.imap;

import java.util.Arrays;

/**
 * THREAD=ORDEREDSUBJECT: messages with the same base subject are a thread, the first by date above
 * all others. RFC 5256 §3, ORDEREDSUBJECT.
 */
final class BySubject {
  private BySubject() {}

  static Threads of(Correspondence mail) {
    Threads threads = new Threads(mail.count(), mail.count());
    int[] first = new int[mail.subjectCount() + 1]; // the last one is of those without a subject
    Arrays.fill(first, Correspondence.NONE);
    for (int message : mail.byDate()) {
      int subject = mail.subject(message);
      int thread = subject == Correspondence.NONE ? mail.subjectCount() : subject;
      if (first[thread] == Correspondence.NONE) {
        first[thread] = message;
        threads.addRoot(message);
      } else {
        threads.add(first[thread], message);
      }
    }
    return threads;
  }
}
