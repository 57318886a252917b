package portineria;

/** Starts the box from the top down and closes it in reverse. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println("portineria");
  }
}
