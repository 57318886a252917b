/**
 * The web pages of the box.
 *
 * <p>This room knows no mail. It declares the {@link portineria.webui.Appliance} that its pages
 * need, and the firmware implements it. Start reading there, then at {@code Site}, which has the
 * table of all pages and who may see each, and at {@code PageHandler}, by which every request
 * comes.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A page is whole without any other computer: no outside script, font, picture or link that
 *       is loaded.
 *   <li>Every value that goes into a page passes a template, which escapes it for the place where
 *       it stands.
 *   <li>For whom a page is stands in its row of the table and is looked at in one place. A user's
 *       page takes no account's name from the request.
 *   <li>Nothing changes but by a POST with its token, through the protected door, under one of the
 *       box's own names. Strangers fill no memory: a session begins with a password.
 *   <li>Every answer carries the same strict headers, errors too: {@code Answer}.
 *   <li>All words are in {@code words-*.properties}, the same keys in each language.
 *   <li>A form with a photo is taken only while a page asks for the recovery words, one at a time;
 *       what it would cost is known before it is decoded: {@code Photos}.
 *   <li>A form with a large file is read as it comes, by the page, after its token: {@code
 *       FileForm}.
 *   <li>Pages work without the script; it only renews parts of them.
 * </ul>
 *
 * <p>Jetty's own handlers instead of servlets: a page is a function from a request to an answer,
 * and the servlet, session and annotation layers would cost a small box a third of the time to
 * start. What they would give is small and is here, where it can be read: routes, forms with
 * bounds, sessions whose rules are ours.
 *
 * <p>The templates in {@code src/main/jte} are made into classes by the build, in this package, so
 * that they see what no other room does. They are loaded when a page is first asked for. Parts that
 * renew themselves come as server-sent events: {@code PageStreams} looks at each part once for all
 * who watch it, and an open page costs a socket and no thread. The only script, htmx with its
 * extension for streams, asks for them every 20 seconds (every 2 while something is under way)
 * until it has a stream, and again where it can't have one.
 */
@NullMarked
package portineria.webui;

import org.jspecify.annotations.NullMarked;
