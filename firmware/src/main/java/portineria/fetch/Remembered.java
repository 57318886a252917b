package portineria.fetch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import portineria.fetch.Census.Face;
import portineria.fetch.pop3.Overview;
import portineria.store.Digest;

/**
 * What a source's thread remembers from session to session, and may forget at any time: it saves
 * transfers and changes nothing else.
 */
final class Remembered {
  private final FetchLimits limits;
  private Absences absences;
  private ListedSizes sizes;
  private Optional<Look> lastLook = Optional.empty();
  private List<Place> places = List.of();
  private Instant placesRead = Instant.MIN;

  Remembered(FetchLimits limits) {
    this.limits = limits;
    this.absences = new Absences(limits.vanishes());
    this.sizes = new ListedSizes(limits.sizeSamples());
  }

  /** A maildrop that was seen, with nothing left to do in it. */
  private record Look(Digest fingerprint, Instant when) {}

  /** Where a nameless message stood, and what it was found to be. */
  record Place(Face face, String key) {}

  void forget() {
    absences = new Absences(limits.vanishes());
    sizes = new ListedSizes(limits.sizeSamples());
    lastLook = Optional.empty();
    forgetPlaces();
  }

  /** From now on everything nameless is read. */
  void forgetPlaces() {
    places = List.of();
  }

  Absences absences() {
    return absences;
  }

  ListedSizes sizes() {
    return sizes;
  }

  /** Whether the maildrop is as it was when nothing was left to do, not long ago. */
  boolean isUnchanged(Overview overview, Instant now) {
    return lastLook
        .filter(look -> overview.messages() == overview.uniqueIds().size())
        .filter(look -> look.fingerprint().equals(fingerprint(overview)))
        .filter(look -> isRecent(look.when(), now, limits.unchanged()))
        .isPresent();
  }

  /** The session is over and has left nothing to do. */
  void settled(Overview overview, Instant now) {
    lastLook = Optional.of(new Look(fingerprint(overview), now));
  }

  /** The session is over and something is left to do. */
  void unsettled() {
    lastLook = Optional.empty();
  }

  /** The keys of the first nameless messages: those that stand where they stood. */
  List<String> inPlace(Census census, Instant now) {
    if (!isRecent(placesRead, now, limits.trustInPlace())) {
      return List.of();
    }
    List<Integer> numbers = census.nameless();
    int same = 0;
    while (same < numbers.size()
        && same < places.size()
        && places.get(same).face().equals(census.face(numbers.get(same)))) {
      same++;
    }
    return places.subList(0, same).stream().map(Place::key).toList();
  }

  /**
   * All nameless messages are known now.
   *
   * @param inPlace how many of them were not read but taken for what stood there
   */
  void placed(List<Place> now, int inPlace, Instant when) {
    places = List.copyOf(now);
    placesRead = inPlace == 0 ? when : placesRead;
  }

  /** A hundred thousand unique-ids in 32 octets. */
  private static Digest fingerprint(Overview overview) {
    MessageDigest sha = Digest.sha256();
    String figures = overview.messages() + " " + overview.octets();
    sha.update(figures.getBytes(StandardCharsets.ISO_8859_1));
    overview
        .uniqueIds()
        .forEach(
            (number, uniqueId) ->
                sha.update(("\n" + number + " " + uniqueId).getBytes(StandardCharsets.ISO_8859_1)));
    return Digest.of(sha.digest());
  }

  /** A time that lies ahead comes from a clock that was wrong. */
  private static boolean isRecent(Instant when, Instant now, Duration limit) {
    return !when.isAfter(now) && when.isAfter(now.minus(limit));
  }
}
