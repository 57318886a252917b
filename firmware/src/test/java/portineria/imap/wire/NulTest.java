package portineria.imap.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NulTest {
  @Test
  void theFirstOneIsFoundWhereverItIsAndWhateverSurroundsIt() {
    for (int around : new int[] {1, 0x20, 0x7f, 0x80, 0x81, 0xff}) {
      for (int size = 0; size < 40; size++) {
        byte[] octets = new byte[size];
        Arrays.fill(octets, (byte) around);
        assertEquals(-1, Nul.find(octets, 0, size));
        for (int at = 0; at < size; at++) {
          octets[at] = 0;
          for (int from = 0; from < size; from++) {
            assertEquals(from <= at ? at : -1, Nul.find(octets, from, size));
            assertEquals(-1, Nul.find(octets, from, at), "below its end");
          }
          octets[at] = (byte) around;
        }
      }
    }
  }
}
