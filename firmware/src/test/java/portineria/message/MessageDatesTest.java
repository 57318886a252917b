package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5322 §3.3 and §4.3, and what programs write instead. */
class MessageDatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "Thu, 12 Mar 2026 09:12:44 +0100 => 2026-03-12T09:12:44+01:00",
        "12 Mar 2026 09:12:44 +0100 => 2026-03-12T09:12:44+01:00",
        "Thu, 12 Mar 2026 09:12 -0330 => 2026-03-12T09:12:00-03:30",
        "Mon, 12 Mar 2026 09:12:44 +0000 => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 +0100 (CET) => 2026-03-12T09:12:44+01:00",
        "Thu (day), 12 (of) Mar 2026 09:12:44 (x) +0100 => 2026-03-12T09:12:44+01:00",
        "Thu,12 Mar 2026 09:12:44 GMT => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 UT => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 EST => 2026-03-12T09:12:44-05:00",
        "Thu, 12 Mar 2026 09:12:44 PDT => 2026-03-12T09:12:44-07:00",
        "Thu, 12 Mar 2026 09:12:44 CEST => 2026-03-12T09:12:44+02:00",
        "Thu, 12 Mar 2026 09:12:44 Z => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 A => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 XYZ => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 26 09:12:44 +0100 => 2026-03-12T09:12:44+01:00",
        "Thu, 12 Mar 98 09:12:44 +0100 => 1998-03-12T09:12:44+01:00",
        "Thu, 12 Mar 103 09:12:44 +0100 => 2003-03-12T09:12:44+01:00",
        "Thu, 2 mar 2026 9:02:04 +0100 => 2026-03-02T09:02:04+01:00",
        "Thu, 12 March 2026 09:12:44 +0100 => 2026-03-12T09:12:44+01:00",
        "Thu Mar 12 09:12:44 2026 => 2026-03-12T09:12:44Z",
        "Thu Mar 12 09:12:44 CET 2026 => 2026-03-12T09:12:44+01:00",
        "Mar 12 2026 09:12:44 => 2026-03-12T09:12:44Z",
        "12-Mar-2026 09:12:44 +0100 => 2026-03-12T09:12:44+01:00",
        "12-03-26 09:12 => 2026-03-12T09:12:00Z",
        "2026-03-12 09:12:44 +0100 => 2026-03-12T09:12:44+01:00",
        "2026-03-12T09:12:44.123+01:00 => 2026-03-12T09:12:44+01:00",
        "2026-03-12T09:12:44Z => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09.12.44 +0100 => 2026-03-12T00:00:00Z",
        "Thu, 12 Mar 2026 23:59:60 +0100 => 2026-03-12T23:59:59+01:00",
        "Thu, 12 Mar 2026 09:12:44 +01:00 => 2026-03-12T09:12:44+01:00",
        "Thu, 12 Mar 2026 09:12:44 GMT+0100 => 2026-03-12T09:12:44+01:00",
        "Thu, 12 Mar 2026 09:12:44 +9900 => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 09:12:44 -1900 => 2026-03-12T09:12:44Z",
        "Thu, 12 Mar 2026 => 2026-03-12T00:00:00Z"
      })
  void aDateIsReadHoweverItIsWritten(String text, String expected) {
    assertEquals(Optional.of(OffsetDateTime.parse(expected)), MessageDates.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "Thu, 32 Mar 2026 09:12:44 +0100",
        "Thu, 30 Feb 2026 09:12:44 +0100",
        "Thu, 12 Mar 2026 25:12:44 +0100",
        "12 Mar",
        "Thu, 12 Mar 0000 09:12:44",
        "::",
        "-",
        "--",
        "12 Foo 2026 09:12:44",
        "9999999999 Mar 2026 1:1",
        "(((",
        "12 Mar 2026 1:x",
        "+"
      })
  void whatIsNoDateIsNone(String text) {
    assertEquals(Optional.empty(), MessageDates.parse(text));
  }

  @Test
  void aMessageArrivedWhenItsTopmostReceivedLineSays() {
    assertArrival(
        "2026-03-12T09:12:44+01:00",
        """
        Received: from a; by b (x; y)
         with SMTP id 1; Thu, 12 Mar 2026 09:12:44 +0100
        Received: by c; Thu, 12 Mar 2026 09:00:00 +0100
        Date: Wed, 11 Mar 2026 09:00:00 +0100
        """);
  }

  @Test
  void withoutAReadableReceivedLineItArrivedWhenItWasWritten() {
    assertArrival(
        "2026-03-11T09:00:00+01:00",
        """
        Received: by c; whenever
        Received: by d, Thu, 12 Mar 2026 09:00:00 +0100
        Date: Wed, 11 Mar 2026 09:00:00 +0100
        """);
  }

  @Test
  void withoutAnyDateNobodyKnows() {
    assertEquals(Optional.empty(), MessageDates.arrival(Mails.header("Subject: x\n")));
  }

  private static void assertArrival(String expected, String header) {
    assertEquals(
        Optional.of(OffsetDateTime.parse(expected)), MessageDates.arrival(Mails.header(header)));
  }
}
