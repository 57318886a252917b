/**
 * The web pages of the box.
 *
 * <p>This room knows no mail. It declares the {@link portineria.webui.Appliance} that its pages
 * need, and the firmware implements it; start reading there.
 */
@NullMarked
package portineria.webui;

import org.jspecify.annotations.NullMarked;
