package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 2047, and what is sent under its name. */
class EncodedWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "plain => plain",
        "=?utf-8?Q?caff=C3=A8?= => caffè",
        "=?utf-8?q?caff=c3=a8?= => caffè",
        "=?UTF-8?B?Y2FmZsOo?= => caffè",
        "=?iso-8859-1?Q?perch=E9?= => perché",
        "=?koi8-r?B?8NLJ18XU?= => Привет",
        "=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= => テスト",
        "=?utf-7?Q?caff+AOg-?= => caffè",
        "=?utf-8*it?Q?caff=C3=A8?= => caffè",
        "=?utf-8?Q?a_b=20c?= => a b c",
        "a =?utf-8?Q?b?= c => a b c",
        "=?utf-8?Q?a?= =?utf-8?Q?b?= => ab",
        "=?utf-8?Q?a?= x =?utf-8?Q?b?= => a x b",
        "=?utf-8?Q?caff=C3?= =?utf-8?Q?=A8?= => caffè",
        "=?iso-8859-1?Q?=E8?= =?utf-8?Q?=C3=A8?= => èè",
        "=?utf-8?Q?a_?= =?utf-8?Q?b?= => a b",
        "=?utf-8?Q??= => ``",
        // What no standard allows.
        "Re:=?utf-8?Q?caff=C3=A8?=.txt => Re:caffè.txt",
        "\"=?utf-8?Q?caff=C3=A8?=\" => \"caffè\"",
        "=?utf-8?Q?a b?= => a b",
        "=?utf-8?Q?Come_stai??= => Come stai?",
        "=?utf-8?Q?100=?= => 100=",
        "=?utf-8?Q?=ZZ=4?= => =ZZ=4",
        "=?utf-8?B?Y2Fm!ZsOo?= => caffè",
        "=?utf-8?B?Y2FmZsO?= => caff\u00c3",
        "=?utf-8?X?abc?= => =?utf-8?X?abc?=",
        "=?utf-8?Q?abc => =?utf-8?Q?abc",
        "=?utf-8?Q?abc =?utf-8?Q?d?= => =?utf-8?Q?abc d",
        "=?utf-8? => =?utf-8?",
        "=? => =?",
        "=?x-martian?Q?caff=C3=A8?= => caffè",
        "=?us-ascii?Q?perch=E9?= => perché",
        // Raw 8-bit octets: UTF-8 or windows-1252.
        "caff\u00c3\u00a8 => caffè",
        "caff\u00e8 \u0080 => caffè €"
      })
  void anyValueIsText(String octets, String text) {
    assertEquals(text, EncodedWords.decode(octets));
  }
}
