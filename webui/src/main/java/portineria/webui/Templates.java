package portineria.webui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages' templates: {@code src/main/jte}, which the build turns into classes of this package.
 * Every value that goes into one is escaped for the place where it stands. Safe for many threads.
 */
final class Templates {
  private static final String PACKAGE = "portineria.webui";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  /**
   * The page {@code name}, within its frame, with {@code values} by the names of its parameters.
   */
  String page(String name, Frame frame, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("frame", frame);
    StringOutput out = new StringOutput(8192);
    engine.render(name + ".jte", all, out);
    return out.toString();
  }
}
