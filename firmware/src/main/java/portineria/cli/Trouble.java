package portineria.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What a failed input or output says to a person, and what to do about it. */
final class Trouble {
  private Trouble() {}

  static String sentence(IOException e) {
    // The file exceptions of java.nio say the file alone, or what the C library says.
    return e instanceof FileSystemException file ? sentence(file) : said(e);
  }

  private static String sentence(FileSystemException e) {
    Optional<String> file = Optional.ofNullable(e.getFile());
    if (file.isEmpty()) {
      return said(e);
    }
    String name = file.get();
    return switch (e) {
      case NoSuchFileException _ -> name + " is not there: check the name";
      case AccessDeniedException _ ->
          "no permission for " + name + ": run it as the user who owns the data, or as root";
      case FileAlreadyExistsException _ -> name + " is there already: name another";
      case NotDirectoryException _ -> noFolder(name);
      case DirectoryNotEmptyException _ -> name + " is not empty: name another folder";
      default -> reason(name, Optional.ofNullable(e.getReason()).orElse(""));
    };
  }

  private static String reason(String name, String reason) {
    return switch (reason) {
      case "" -> name + " can't be read or written";
      case "Not a directory" -> noFolder(name);
      case "Is a directory" -> name + " is a folder: name a file";
      case "No space left on device" -> name + " has no room: the disk is full";
      default -> name + ": " + reason;
    };
  }

  private static String noFolder(String name) {
    return name + " is no folder, or lies in what is none: check the name";
  }

  private static String said(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
  }
}
