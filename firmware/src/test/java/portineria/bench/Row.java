package portineria.bench;

/** A line of a table: what is measured, and in what. */
record Row(String what, String unit, Better better) {

  /** Whether a larger figure is better. */
  enum Better {
    MORE,
    LESS
  }

  static Row rate(String what, String unit) {
    return new Row(what, unit, Better.MORE);
  }

  static Row cost(String what, String unit) {
    return new Row(what, unit, Better.LESS);
  }

  /** How many times better ours is than theirs: below 1 is worse. */
  double ratio(double ours, double theirs) {
    return better == Better.MORE ? ours / theirs : theirs / ours;
  }
}
