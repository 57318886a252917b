package portineria.fetch.pop3;

/**
 * A message to ask for.
 *
 * @param number in this session
 * @param octets as LIST says, 0 if it does not
 */
public record Wanted(int number, long octets) {}
