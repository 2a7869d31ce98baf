package amagumo.server.event;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an event tells of. */
public enum EventKind {
    /** A forecast was made, or made again. */
    FORECAST,
    /** A frame arrived, or took the place of another one. */
    OBSERVATION,
    /** The aliases of models were moved. */
    MODEL,
    /** An attempt of a job began, ended or was skipped. */
    JOB;

    /** The kind of a name, if there is one. */
    public static Optional<EventKind> of(String name) {
        return Stream.of(values()).filter(kind -> kind.toString().equals(name)).findFirst();
    }

    /** Such as {@code forecast}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
