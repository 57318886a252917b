package portineria.message;

/** How a part wants to be shown: {@code attachment; filename=x} (RFC 2183). */
public record Disposition(String type, Parameters parameters) {}
