package portineria.message;

/**
 * What is looked into, at most. Beyond a limit nothing fails: a part is a leaf that is served as
 * plain bytes, and what lies beyond in a header is not seen by name.
 *
 * @param depthMax parts within parts; deeper ones are leaves
 * @param partsMax parts of a message in all; the last one takes all that follows
 * @param headerOctetsMax octets of one header that are looked into
 * @param fieldsMax fields of one header that are looked into
 * @param boundaryOctetsMax octets of a boundary, RFC 2046 §5.1.1 allows 70; a longer one separates
 *     nothing
 * @param keptOctetsMax octets of field values that one structure keeps, all parts together
 * @param addressesMax addresses that one structure keeps, all envelopes together
 * @param parametersMax parameters of one field
 */
public record MessageLimits(
    int depthMax,
    int partsMax,
    int headerOctetsMax,
    int fieldsMax,
    int boundaryOctetsMax,
    int keptOctetsMax,
    int addressesMax,
    int parametersMax) {

  /**
   * Far above what people send and what Dovecot reads (100 deep, 10,000 parts), yet a structure
   * stays below some 10 MB of heap on the worst of messages.
   */
  public static final MessageLimits STANDARD =
      new MessageLimits(100, 10_000, 1 << 20, 10_000, 1000, 1 << 20, 10_000, 200);

  public MessageLimits {
    if (depthMax < 1
        || partsMax < 1
        || headerOctetsMax < 1
        || fieldsMax < 1
        || boundaryOctetsMax < 1
        || keptOctetsMax < 1
        || addressesMax < 1
        || parametersMax < 1) {
      throw new IllegalArgumentException("a limit below 1");
    }
  }
}
