package portineria.peer;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A disk of any size for a program under test: a tmpfs, so that what is free costs nothing, mounted
 * where only the programs that are started through this object see it (a mount namespace of its
 * own, mount_namespaces(7)). It is gone, with all that is on it, when this is closed or when the
 * tests end, because the process that holds it waits for the end of its input.
 *
 * <p>Needs root, or a Linux that lets everybody make user namespaces, as Debian's does.
 */
public final class SmallDisk implements Closeable {
  private static final String NEEDS =
      "a disk can't be made: run the tests as root with CAP_SYS_ADMIN, or allow user namespaces"
          + " (sysctl kernel.unprivileged_userns_clone=1, user.max_user_namespaces above 0): ";

  private final Path folder;
  private final Process holder;
  private final boolean ownUsers;

  private SmallDisk(Path folder, Process holder, boolean ownUsers) {
    this.folder = folder;
    this.holder = holder;
    this.ownUsers = ownUsers;
  }

  /** Mounts it on {@code folder}, which is made. */
  public static SmallDisk mount(Path folder, long octets) throws IOException {
    Files.createDirectories(folder);
    String why = "";
    for (boolean ownUsers : new boolean[] {false, true}) {
      Process holder = hold(folder, octets, ownUsers);
      if (holder.inputReader().readLine() != null) {
        return new SmallDisk(folder, holder, ownUsers);
      }
      why = new String(holder.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    throw new IOException(NEEDS + why);
  }

  private static Process hold(Path folder, long octets, boolean ownUsers) throws IOException {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (ownUsers) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    String script = "mount -t tmpfs -o size=" + octets + " test \"$0\" && echo mounted && exec cat";
    command.addAll(List.of("sh", "-c", script, folder.toString()));
    return new ProcessBuilder(command).start();
  }

  /** Makes of a command line one that runs it where this disk is seen. */
  private List<String> inside(List<String> command) {
    List<String> inside =
        new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
    if (ownUsers) {
      inside.addAll(List.of("--user", "--preserve-credentials"));
    }
    inside.addAll(command);
    return inside;
  }

  /** Where it is mounted, for the programs that see it. */
  public Path folder() {
    return folder;
  }

  /** The way there for all others. */
  public Path outside() {
    return Path.of("/proc/" + holder.pid() + "/root" + folder.toAbsolutePath());
  }

  /** Makes it so large that just {@code octets} are free; the kernel counts in pages. */
  public void leaveFree(long octets) throws IOException, InterruptedException {
    String size = Long.toString(used() + octets);
    mount("-o", "remount,size=" + size, folder.toString());
  }

  private void mount(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    Process mount = new ProcessBuilder(inside(command)).inheritIO().start();
    if (!mount.waitFor(20, TimeUnit.SECONDS) || mount.exitValue() != 0) {
      mount.destroyForcibly();
      throw new IOException("the disk can't be changed: " + command);
    }
  }

  /** As if it was pulled out: programs see the folder that is under it. */
  public void hide() throws IOException, InterruptedException {
    mount("--move", folder.toString(), kept().toString());
  }

  /** As if it was plugged in again. */
  public void show() throws IOException, InterruptedException {
    mount("--move", kept().toString(), folder.toString());
  }

  private Path kept() throws IOException {
    return Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".hidden"));
  }

  private long used() {
    File disk = outside().toFile();
    return disk.getTotalSpace() - disk.getFreeSpace();
  }

  /** Starts {@code run} there, on {@code data}. */
  public Appliance run(Path data) throws IOException {
    return Appliance.run(this::inside, List.of("-Xmx192m"), data);
  }

  /** Runs another command there. */
  public Appliance.Said say(String... arguments) throws IOException, InterruptedException {
    return Appliance.say(this::inside, arguments);
  }

  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
    try {
      if (!holder.waitFor(20, TimeUnit.SECONDS)) {
        holder.destroyForcibly();
      }
    } catch (InterruptedException e) {
      holder.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
