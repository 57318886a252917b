package portineria.webui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portineria.webui.MailBook.Body;
import portineria.webui.MailBook.Picture;
import portineria.webui.MailBook.Piece;

/**
 * What a message says, as it may be shown.
 *
 * @param pieces those with markup are harmless by now
 * @param links where its links would lead, each once, in their order
 */
record SafeLetter(List<Piece> pieces, List<String> links) {
  /** More than any page of links; a message must not make a page without end. */
  private static final int LINKS_MAX = 100;

  SafeLetter {
    pieces = List.copyOf(pieces);
    links = List.copyOf(links);
  }

  static SafeLetter of(Body body) {
    Map<String, String> pictures = new LinkedHashMap<>();
    for (Picture picture : body.pictures()) {
      SafeHtml.dataUrl(picture).ifPresent(url -> pictures.putIfAbsent(picture.id(), url));
    }
    List<Piece> pieces = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (Piece piece : body.pieces()) {
      if (piece.isHtml()) {
        SafeHtml safe = SafeHtml.of(piece.text(), pictures);
        pieces.add(new Piece(true, safe.html()));
        links.addAll(safe.links());
      } else {
        pieces.add(piece);
      }
    }
    return new SafeLetter(pieces, links.stream().distinct().limit(LINKS_MAX).toList());
  }
}
