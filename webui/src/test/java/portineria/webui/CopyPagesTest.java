package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All mail of an account, taken along. */
class CopyPagesTest extends AdminStage {
  private static final String HERE = "/vault/copy";

  private HttpResponse<String> take(String account, String form, String reason) throws Exception {
    admin.get(HERE);
    return admin.post(HERE, "account", account, "form", form, "reason", reason);
  }

  @Test
  void eachFormSaysWhatItIsForAndIsAFile() throws Exception {
    String page = admin.get(HERE).body();
    for (String what : List.of("Thunderbird, Apple Mail", "another mail server", "conservator")) {
      assertTrue(page.contains(what), what + page);
    }
    for (CopyBook.Form form : CopyBook.Form.values()) {
      HttpResponse<String> copy = take("maria", form.name(), "asked <for> it");
      assertEquals(200, copy.statusCode(), copy.body());
      assertTrue(
          copy.headers().firstValue("content-disposition").orElse("").contains("attachment"));
      assertEquals(
          "administrator took maria as " + form + " because asked <for> it", box.acts.getLast());
    }
    String next = admin.get(HERE).body();
    assertTrue(next.contains("The copy has 3 messages."), next);
    assertTrue(next.contains("12ab"), next);
    assertTrue(next.contains("One message could not be read"), next);
  }

  @Test
  void nothingLeavesWithoutAReasonOrOfNobody() throws Exception {
    assertEquals(422, take("maria", "EML", " ").statusCode());
    assertEquals(422, take("nobody", "EML", "asked").statusCode());
    HttpResponse<String> refused = take("maria", "PST", "asked for it");
    assertTrue(refused.body().contains("value=\"asked for it\""), refused.body());
    assertEquals(List.of(), box.acts);
  }
}
