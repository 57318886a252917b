package portineria.message;

import java.util.List;
import java.util.Optional;

/**
 * What one structure may still keep of its headers. A message of 100 MB can be all header; its
 * structure must not be.
 */
final class Kept {
  private int octetsLeft;
  private int addressesLeft;

  Kept(MessageLimits limits) {
    this.octetsLeft = limits.keptOctetsMax();
    this.addressesLeft = limits.addressesMax();
  }

  /** The value, or nothing if it is more than may be kept. */
  Optional<String> keep(String value) {
    if (value.length() > octetsLeft) {
      return Optional.empty();
    }
    octetsLeft -= value.length();
    return Optional.of(value);
  }

  /** The addresses of a list, as many as may be kept. */
  List<Address> addresses(String value) {
    List<Address> addresses =
        keep(value).map(kept -> AddressList.parse(kept, addressesLeft)).orElse(List.of());
    addressesLeft -= addresses.size();
    return addresses;
  }
}
