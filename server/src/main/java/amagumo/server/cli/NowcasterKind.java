package amagumo.server.cli;

import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.model.nowcast.SmoothedRover;
import java.util.Locale;

/** The nowcasters that need no model file. */
enum NowcasterKind {
    PERSISTENCE,
    ROVER,
    SMOOTHED_ROVER;

    /** As it is typed: {@code smoothed-rover}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Nowcaster create() {
        return switch (this) {
            case PERSISTENCE -> new Persistence();
            case ROVER -> new Rover();
            case SMOOTHED_ROVER -> new SmoothedRover();
        };
    }
}
