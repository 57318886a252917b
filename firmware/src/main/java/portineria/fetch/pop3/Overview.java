package portineria.fetch.pop3;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What STAT and UIDL say: enough to see whether anything is new.
 *
 * @param messages as STAT says
 * @param octets as STAT says
 * @param uniqueIds by message number; empty where the server does not know UIDL
 */
public record Overview(int messages, long octets, NavigableMap<Integer, String> uniqueIds) {
  public Overview {
    uniqueIds = new TreeMap<>(uniqueIds);
  }
}
