package portineria.webui;

import java.util.List;
import portineria.webui.Route.Method;

/**
 * How the box is, for programs: each shows a token in its {@code Authorization} header (RFC 6750
 * §2.1). They look and change nothing.
 */
final class MonitorPages {
  private static final String JSON = "application/json";

  /** Prometheus' text format. */
  private static final String METRICS = "text/plain;version=0.0.4;charset=utf-8";

  private final Appliance appliance;

  MonitorPages(Appliance appliance) {
    this.appliance = appliance;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            "/api/v1/status",
            Audience.MONITOR,
            ask -> new Answer(200, JSON, StatusText.of(Reading.of(appliance)))),
        new Route(
            Method.GET,
            "/metrics",
            Audience.MONITOR,
            ask -> new Answer(200, METRICS, MetricsText.of(Reading.of(appliance)))));
  }
}
