package amagumo.server.http;

import io.javalin.security.RouteRole;

/** Who may ask for something. */
enum Access implements RouteRole {
    /** Everybody, always. */
    OPEN,
    /** Everybody, or who has a key. */
    READ,
    /** Who looks after the server. */
    OPERATIONS,
    /** Who has a token. */
    WRITE
}
