package portineria.admin.web;

import portineria.admin.Failed;
import portineria.store.Refusal;
import portineria.webui.Refused;

/** Something that a page changes. */
@FunctionalInterface
interface Change {
  void run() throws Failed, Refusal;

  /** Makes it; a page refuses in the words in which a command would. */
  static void make(Change change) throws Refused {
    try {
      change.run();
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }
}
