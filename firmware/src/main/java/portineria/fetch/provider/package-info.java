/**
 * What is known of the providers of mailboxes: their servers, by the domains of their addresses.
 *
 * <p>The table is a file, {@code providers.tsv}, which says for each line where its figures are
 * from. It only proposes: a person sees what will be used and can change it, and the source is
 * tried before anybody relies on it. Nothing is asked of the network.
 */
@NullMarked
package portineria.fetch.provider;

import org.jspecify.annotations.NullMarked;
