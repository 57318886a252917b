package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of fields: RFC 2045 §5.1, RFC 2231. */
class ParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "a/b => a/b",
        "a/b; c=d => a/b|c:d",
        "a/b;c=d;e=\"f;g\" => a/b|c:d|e:f;g",
        "a/b; c=\"d \\\"e\\\"\" => a/b|c:d \"e\"",
        "a/b (x;y=z); c=d (comment) => a/b|c:d",
        "a/b; (x) c = d => a/b|c:d",
        "a/b; c=\"\" => a/b|c:",
        "a/b; c= => a/b|c:",
        // What no standard allows.
        "a/b;; ;c=d; => a/b|c:d",
        "a/b; c => a/b",
        "a/b; c=d e.txt; f=g => a/b|c:d e.txt|f:g",
        "a/b; c=d(1).pdf => a/b|c:d(1).pdf",
        "a/b; =c => a/b",
        "a/b; c=\"not closed => a/b|c:not closed",
        "a/b; c=\"d\"junk; e=f => a/b|c:d|e:f",
        "a/b c=d => a/b|c:d",
        "a/b; c==?utf-8?Q?d?= => a/b|c:=?utf-8?Q?d?=",
        // Continuations.
        "a/b; c*0=d; c*1=e => a/b|c:de",
        "a/b; c*1=e; x=y; c*0=d => a/b|c:de|x:y",
        "a/b; c*0*=utf-8''%C3; c*1*=%A8 => a/b|c*:utf-8''%C3%A8",
        "a/b; c*0*=utf-8''%C3%A8; c*1=\" d%\" => a/b|c*:utf-8''%C3%A8%20d%25",
        "a/b; c*0=d; c*1*=%65 => a/b|c*:''d%65",
        "a/b; c*0=d; c*2=e => a/b|c:d",
        "a/b; c*1=d; c*2=e => a/b|c*1:d|c*2:e",
        "a/b; c*0=d; C*0=e => a/b|c:d",
        "a/b; c*=x''d => a/b|c*:x''d",
        "a/b; c*x=d; *0=e => a/b|c*x:d|*0:e"
      })
  void anyFieldHasAValueAndParameters(String field, String expected) {
    Parameterized parsed = Parameterized.parse(field, 100);
    assertEquals(
        expected,
        parsed.parameters().all().stream()
            .map(parameter -> "|" + parameter.name() + ":" + parameter.value())
            .collect(Collectors.joining("", parsed.value(), "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "x; n=a.txt => a.txt",
        "x; n*=utf-8'it'caff%C3%A8+.txt => caffè+.txt",
        "x; n*=iso-8859-1''caff%E8 => caffè",
        "x; n*=caff%C3%A8 => caffè",
        "x; n*=utf-8''%zz% => %zz%",
        "x; n=b; n*=utf-8''a => a",
        "x; n=\"=?utf-8?Q?caff=C3=A8?=\" => caffè",
        "x; n=caff\u00e8 => caffè",
        "x; n*0*=utf-8''caff%C3; n*1*=%A8; n*2=.txt => caffè.txt"
      })
  void aValueIsDecodedHoweverItIsEncoded(String field, String expected) {
    assertEquals(Optional.of(expected), Parameterized.parse(field, 100).parameters().decoded("n"));
  }

  @Test
  void parametersBeyondTheLimitAreLeftOut() {
    assertEquals(2, Parameterized.parse("x; a=1; b=2; c=3", 2).parameters().all().size());
  }
}
