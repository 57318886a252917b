package portineria.bench;

/** Something that every contestant goes through, and what comes of it. */
@FunctionalInterface
interface Trial {
  void run(Contestant contestant, Table table) throws Exception;
}
