package portineria.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import portineria.account.PlainCredentials;
import portineria.admin.Failed;
import portineria.store.Refusal;

/** What a command takes along from the person's side. */
final class Gathering {
  /** A bundle of certificates has a quarter of it. */
  private static final int FILE_OCTETS_MAX = 1024 * 1024;

  private final Keyboard keyboard;
  private final Map<String, String> attachments;
  private final Check check;
  private boolean checked;

  /** Whether it makes sense to ask for more. */
  interface Check {
    void run() throws Failed, Refusal;
  }

  /**
   * Gathers into {@code attachments}.
   *
   * @param check done before a person is asked for something
   */
  Gathering(Keyboard keyboard, Map<String, String> attachments, Check check) {
    this.keyboard = keyboard;
    this.attachments = attachments;
    this.check = check;
  }

  /** Attaches the text of {@code file}. */
  void file(String name, Path file) throws Failed {
    attachments.put(name, text(file));
  }

  /** Attaches a password: the first line of {@code file}, else what is typed. */
  void password(String name, Optional<Path> file, String whose) throws Failed, Refusal {
    attachments.put(name, checked(file.isPresent() ? first(file.get()) : typed(whose)));
  }

  /** As {@link #password}, for one that begins to count now: it is typed twice. */
  void newPassword(String name, Optional<Path> file, String whose) throws Failed, Refusal {
    if (file.isPresent()) {
      password(name, file, whose);
      return;
    }
    String once = checked(typed("New password of " + whose));
    if (!once.equals(typed("The same again"))) {
      throw new Failed("the two passwords are different: give the command again");
    }
    attachments.put(name, once);
  }

  private String typed(String prompt) throws Failed, Refusal {
    if (!checked) {
      check.run();
      checked = true;
    }
    return keyboard
        .password(prompt)
        .orElseThrow(
            () ->
                new Failed(
                    "nobody can be asked for a password here: put it in a file and name it with"
                        + " --password-file"));
  }

  private static String first(Path file) throws Failed {
    return text(file).lines().findFirst().orElse("");
  }

  private static String checked(String password) throws Failed {
    if (password.isEmpty()) {
      throw new Failed("an empty password protects nothing: give the command again with one");
    }
    if (password.length() > PlainCredentials.LENGTH_MAX) {
      throw new Failed("a password has at most " + PlainCredentials.LENGTH_MAX + " characters");
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw new Failed("a password has no control characters: mail programs could not send it");
    }
    return password;
  }

  private static String text(Path file) throws Failed {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(FILE_OCTETS_MAX + 1);
      if (octets.length > FILE_OCTETS_MAX) {
        throw new Failed(file + " has more than 1 MiB: is it the right file?");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new Failed(file + " is no text in UTF-8: is it the right file?", e);
    } catch (IOException e) {
      throw new Failed(file + " can't be read: check its name and its permissions", e);
    }
  }
}
