package portineria.vault.transfer;

import java.util.Comparator;

/** File names as a person counts: {@code 9.eml} before {@code 10.eml}. */
enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int numberEnd = numberEnd(one, i);
      int otherEnd = numberEnd(other, j);
      int order;
      if (numberEnd > i && otherEnd > j) {
        order = numbers(one.substring(i, numberEnd), other.substring(j, otherEnd));
        i = numberEnd;
        j = otherEnd;
      } else {
        order = Character.compare(one.charAt(i++), other.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(one.length() - i, other.length() - j);
    return rest != 0 ? rest : one.compareTo(other);
  }

  private static int numberEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Of any length. */
  private static int numbers(String one, String other) {
    String a = one.replaceFirst("^0+", "");
    String b = other.replaceFirst("^0+", "");
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }
}
