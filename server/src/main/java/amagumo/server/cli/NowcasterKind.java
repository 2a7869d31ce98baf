package amagumo.server.cli;

import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;

/** The nowcasters that need no model file. */
enum NowcasterKind {
    PERSISTENCE,
    ROVER;

    Nowcaster create() {
        return switch (this) {
            case PERSISTENCE -> new Persistence();
            case ROVER -> new Rover();
        };
    }
}
