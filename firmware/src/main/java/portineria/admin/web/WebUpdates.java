package portineria.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Box;
import portineria.webui.Refused;
import portineria.webui.UpdateBook;

/** A new version of the image, by the page. */
record WebUpdates(Box box, UpdateInbox inbox) implements UpdateBook {
  private static final Logger LOG = LoggerFactory.getLogger(WebUpdates.class);

  @Override
  public String running() {
    return inbox.image().running();
  }

  @Override
  public State state() {
    return inbox.state();
  }

  @Override
  public long free() {
    try {
      return inbox.free();
    } catch (IOException e) {
      throw new UncheckedIOException("the disk does not say how much is free", e);
    }
  }

  @Override
  public long reserve() {
    return inbox.reserve();
  }

  /** What can't be recorded is not done. */
  @Override
  public void give(Upload upload) throws Refused {
    inbox.take(
        upload,
        octets -> {
          Change.make(() -> box.recordSetting("update=" + upload.name()));
          LOG.info("update event=given octets={}", octets);
        });
  }
}
