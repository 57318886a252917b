package portineria.vault.rights;

import java.util.Optional;
import portineria.store.Act;

/**
 * An erasure that somebody asks for.
 *
 * @param all whether all is meant that is found; else what comes along
 * @param reason why also what is kept by a decision is to go
 * @param act as it is recorded, with the reason
 */
public record Wish(Person person, boolean all, Optional<String> reason, Act act) {}
