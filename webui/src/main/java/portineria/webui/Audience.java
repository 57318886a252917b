package portineria.webui;

/** For whom a page is. */
enum Audience {
  /** Everybody, through either door and under any name: it holds no secret and changes nothing. */
  ANYBODY,
  /** Who knocks: through the protected door alone. */
  STRANGER,
  /** Whoever has logged in. */
  INSIDE,
  /** Who has mail on the box, about their own. */
  USER,
  /** Who looks after the box. */
  ADMIN,
  /** A program that was given a token: no browser, and nobody who has logged in. */
  MONITOR
}
