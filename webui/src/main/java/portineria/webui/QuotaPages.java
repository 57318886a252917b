package portineria.webui;

import java.util.List;
import java.util.OptionalLong;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/** How much an account may hold: a part of its page. */
final class QuotaPages {
  private static final int MEGABYTES_MAX = 10_000_000;
  private static final int MESSAGES_MAX = 100_000_000;
  private static final long MEGABYTE = 1_000_000;

  private final Appliance appliance;

  QuotaPages(Appliance appliance) {
    this.appliance = appliance;
  }

  List<Route> routes() {
    return List.of(new Route(Method.POST, "/accounts/*/quota", Audience.ADMIN, this::limit));
  }

  private Answer limit(Ask ask) {
    return Acts.done(
        ask,
        AccountPages.path(ask.name()),
        "done.quota",
        () -> {
          OptionalLong megabytes =
              number(ask.form(), "megabytes", MEGABYTES_MAX, Why.SOURCE_MEGABYTES);
          OptionalLong messages = number(ask.form(), "messages", MESSAGES_MAX, Why.QUOTA_MESSAGES);
          OptionalLong octets =
              megabytes.isPresent()
                  ? OptionalLong.of(megabytes.getAsLong() * MEGABYTE)
                  : OptionalLong.empty();
          appliance.quotas(ask.who().visitor()).limit(ask.name(), octets, messages);
        });
  }

  /** What is left empty is not limited. */
  private static OptionalLong number(Form form, String field, int most, Why otherwise)
      throws Refused {
    return form.given(field).isPresent()
        ? OptionalLong.of(form.number(field, 1, most, otherwise))
        : OptionalLong.empty();
  }
}
