/**
 * Wire transcripts in the RFCs' notation, played against a server over connections without sockets.
 *
 * <p>The notation is described at {@link portineria.transcript.Transcript}. A protocol writes a
 * {@link portineria.transcript.Stage} and a {@code @TestFactory} that returns {@link
 * portineria.transcript.Transcripts#in}; a topic is a file of the test resources.
 *
 * <p>What always holds: nothing races and nothing sleeps. A {@link
 * portineria.transcript.MemoryConnection} knows when its session waits for input with nothing left
 * to read, so that "the server says nothing more" is a fact and not a timeout.
 */
@NullMarked
package portineria.transcript;

import org.jspecify.annotations.NullMarked;
