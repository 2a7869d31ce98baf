package amagumo.server.http;

import io.javalin.security.RouteRole;

/** Who may ask for something. */
enum Access implements RouteRole {
    /** Everybody, always. */
    OPEN,
    /** Everybody, or who has a key. */
    READ,
    /** Everybody, or who has a key, at an address of another service's: what its clients add to it is theirs. */
    DOOR,
    /** Who looks after the server. */
    OPERATIONS,
    /** Who has a token. */
    WRITE
}
