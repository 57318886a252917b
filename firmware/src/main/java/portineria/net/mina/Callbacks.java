package portineria.net.mina;

import java.io.IOException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What MINA calls, on its I/O threads. Nothing here blocks, and no trouble of one connection gets
 * out: an Error that reached MINA's loop would end the thread and with it all its connections.
 */
final class Callbacks extends IoHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final AttributeKey CONNECTION = new AttributeKey(Callbacks.class, "connection");

  private final MinaDoor door;

  Callbacks(MinaDoor door) {
    this.door = door;
  }

  static void attach(IoSession socket, MinaConnection connection) {
    socket.setAttribute(CONNECTION, connection);
  }

  /** Null for a connection that was refused. */
  private static @Nullable MinaConnection of(IoSession socket) {
    return (MinaConnection) socket.getAttribute(CONNECTION);
  }

  @Override
  public void sessionOpened(IoSession socket) {
    door.welcome(socket);
  }

  @Override
  public void messageReceived(IoSession socket, Object message) {
    MinaConnection connection = of(socket);
    IoBuffer octets = (IoBuffer) message;
    if (connection != null) {
      connection.received(octets.buf());
    }
    octets.free();
  }

  @Override
  public void messageSent(IoSession socket, Object message) {
    MinaConnection connection = of(socket);
    if (connection != null) {
      connection.sent();
    }
  }

  @Override
  public void inputClosed(IoSession socket) {
    MinaConnection connection = of(socket);
    if (connection == null) {
      socket.closeNow();
    } else {
      connection.inputClosed();
    }
  }

  @Override
  public void event(IoSession socket, FilterEvent event) {
    MinaConnection connection = of(socket);
    if (connection != null && event == SslEvent.SECURED) {
      connection.secured();
    }
  }

  @Override
  public void sessionClosed(IoSession socket) {
    MinaConnection connection = of(socket);
    if (connection != null) {
      connection.broke(new IOException("the connection is gone"));
    }
  }

  @Override
  public void exceptionCaught(IoSession socket, Throwable cause) {
    MinaConnection connection = of(socket);
    if (connection == null) {
      socket.closeNow();
    } else if (cause instanceof IOException trouble) {
      connection.broke(trouble);
    } else {
      // MINA's TLS also throws when octets come after its end: that is the line's trouble too.
      if (connection.isGone()) {
        LOG.debug("{} late: {}", connection.id(), cause.toString());
      } else {
        LOG.warn("{} callback failed", connection.id(), cause);
      }
      connection.broke(new IOException("callback failed: " + cause, cause));
    }
  }
}
