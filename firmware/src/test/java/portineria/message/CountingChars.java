package portineria.message;

/** Counts how often a char is looked at or copied. */
final class CountingChars implements CharSequence {
  private final String chars;
  private long count;

  CountingChars(String chars) {
    this.chars = chars;
  }

  long count() {
    return count;
  }

  @Override
  public int length() {
    return chars.length();
  }

  @Override
  public char charAt(int index) {
    count++;
    return chars.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    count += end - start;
    return chars.substring(start, end);
  }

  @Override
  public String toString() {
    return chars;
  }
}
