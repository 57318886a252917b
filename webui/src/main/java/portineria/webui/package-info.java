/**
 * The web pages of the box.
 *
 * <p>This room knows no mail. It declares the {@link portineria.webui.Appliance} that its pages
 * need, and the firmware implements it. Start reading there, then at {@link
 * portineria.webui.WebServer}.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A page is whole without any other computer: no outside script, font, picture or link that
 *       is loaded.
 *   <li>Every value that goes into a page passes {@link portineria.webui.Html#text}.
 *   <li>Every answer carries the same strict headers, errors too: {@link portineria.webui.Answer}.
 *   <li>All words are in {@code words-*.properties}, the same keys in each language.
 * </ul>
 *
 * <p>Jetty's own handlers instead of servlets: a page is a function from a request to an answer,
 * and the servlet, session and annotation layers would cost a small box a third of the time to
 * start and give the pages nothing.
 */
@NullMarked
package portineria.webui;

import org.jspecify.annotations.NullMarked;
