/**
 * Finding text in mail: in one mailbox for SEARCH, in all accounts for those who look after the
 * box.
 *
 * <p>Start at {@link portineria.search.MessageText}: what it says of a message that it reads is
 * what a search means. {@link portineria.search.SearchIndex} says the same without reading; {@code
 * Asking} is a question at work, {@code Keeper} the thread that keeps the index up to date, {@code
 * Upkeep} what it does. This room knows {@code message}, {@code store}'s interfaces and {@code
 * store.sqlite.database}; SQL that is here is about {@code search.db} alone.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>The index never answers otherwise than reading does. What it does not know (too new, too
 *       long, unreadable, the index damaged or missing) it leaves to be read.
 *   <li>It follows the store's numbers, not its mailboxes: what was removed is found as long as it
 *       is kept.
 *   <li>On the commit path a mark is set and nothing else. One thread writes; while mail keeps
 *       coming it rests as long as it works.
 *   <li>A message that can't be understood, or that SQLite does not take, costs its own place.
 *   <li>Whatever is wrong with the file, it is thrown away and made anew. Of another generation of
 *       the store's index, or with texts folded by another Unicode, it is wrong.
 *   <li>When the store has told of an erasure, no octet of the messages is in the folder, even if
 *       the only way to that is to throw the index away. The owner's index has itself told from its
 *       making to the end of its closing. Where none is there, or it could not be told, the store
 *       deletes the file: at the latest when it is opened, before anybody can make an index.
 *   <li>No more than one message's text, one block of numbers and one question's answers are in
 *       memory.
 * </ul>
 *
 * <p><b>Layout.</b> Measured on 4,592 real messages with 18 MB of text and on 10,000 generated ones
 * with 88 MB; times are of the processor, for a question about all of the generated ones:
 *
 * <pre>
 *                                        size: real  generated   rare words   in most messages
 *   FTS5 full, head and body apart              2.8×      2.6×   0.2–0.6 ms           2–14 ms
 *   FTS5 column, texts beside                   2.6×         -            -                  -
 *   FTS5 none, head and body apart,
 *     texts beside (this one)                   1.9×      1.7×    0.5–12 ms          12–44 ms
 *   the same, texts deflated                    1.1×         -   about five times that for a text
 * </pre>
 *
 * <p>So positions cost a whole text more on the disk than the texts themselves, which make short
 * keys, fields by name and erasing possible too. Heads and bodies have tables of their own instead
 * of columns of one: {@code none} can't tell columns apart, and so a search in subjects never meets
 * a body. A key of three characters needs no look at the texts, a shorter one passes over all of
 * them (56 ms). Deflated texts would miss 100 ms for words that most messages hold. Taking a
 * message in takes 1 to 3 ms, nearly all of it FTS5's.
 *
 * <p><b>{@code synchronous = NORMAL}</b>, not {@code OFF}: with OFF a power cut may leave an index
 * that misses words and does not know it, and FTS5 has no checksums, so every cut would mean to
 * begin anew. NORMAL forces twice for each 16 MB of its log; a cut costs the last messages taken
 * in, and the index knows which.
 *
 * <p><b>Erasing</b> deletes rows, has FTS5 merge all it has into one, and copies what is left into
 * a new file. {@code secure_delete} alone leaves pieces in the gaps of pages, and FTS5's own takes
 * 140 ms for each message; this takes 3 s of the processor for any number out of 10,000.
 */
@NullMarked
package portineria.search;

import org.jspecify.annotations.NullMarked;
