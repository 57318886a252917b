package portineria.fetch;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a session did, when it came to its end.
 *
 * @param unfetched messages that are upstream and could not be fetched
 * @param problem what the person should know of them
 * @param isFull whether some of them wait because the account is full
 * @param upkeep whether the messages that were upstream are still there
 * @param loginDelaySeconds that the server wants between two logins
 */
record Report(
    int delivered,
    long octets,
    int deleted,
    int unfetched,
    Optional<String> problem,
    boolean isFull,
    int upstreamMessages,
    long upstreamOctets,
    Upkeep upkeep,
    OptionalInt loginDelaySeconds) {}
