package amagumo.server.jobs;

import java.util.Arrays;
import java.util.Locale;

/** How an attempt stands. All but {@link #RUNNING} are final. */
public enum Outcome {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** It was not begun, or there was nothing to do. */
    SKIPPED,
    /** The server stopped; the next one begins again. */
    ABANDONED,
    /** The server was not heard of any more, and the run was given to another attempt. */
    LOST_LEASE,
    /** Somebody ended it. */
    KILLED;

    /** As it is stored and shown, such as {@code lost lease}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Outcome of(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no outcome '%s'".formatted(text)));
    }
}
