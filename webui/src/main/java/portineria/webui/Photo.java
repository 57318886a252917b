package portineria.webui;

/** What came of the photo that was sent with a form. The photo itself is gone by then. */
sealed interface Photo {
  /** A QR code was in it. */
  record Code(String text) implements Photo {
    /** It may be a secret. */
    @Override
    public String toString() {
      return "Code";
    }
  }

  /** None could be read. */
  record Unread(Refused why) implements Photo {}
}
