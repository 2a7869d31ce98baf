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
    /** Who looks after the server, but not whoever may read: there are secrets in it. */
    CONFIDENTIAL,
    /** Who has a token. */
    WRITE
}
