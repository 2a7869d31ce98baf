package amagumo.server.source.tiles;

/** A tile is not as JMA's map tiles are; the message names what differs. What it shows is not guessed. */
final class UnexpectedTileException extends Exception {

    private static final long serialVersionUID = 1L;

    UnexpectedTileException(String reason) {
        super(reason);
    }
}
