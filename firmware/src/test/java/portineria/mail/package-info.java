/**
 * Mail for tests: generated from a seed, and real where there is some.
 *
 * <p>Start with {@link portineria.mail.MailGenerator}: endless mail as offices have it, addressable
 * by number, the same for the same seed. {@link portineria.mail.Corpus} reads a folder of real mail
 * that lies outside of the project, if there is one. Nothing here knows the firmware, so that its
 * mistakes are not the firmware's.
 */
@NullMarked
package portineria.mail;

import org.jspecify.annotations.NullMarked;
