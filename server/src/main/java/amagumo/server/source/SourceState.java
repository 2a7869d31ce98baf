package amagumo.server.source;

import java.time.Instant;
import java.util.Optional;

/** Whether the source of a server's frames answers: told by who polls it, asked by who serves. For several threads at once. */
public final class SourceState {

    /**
     * Why it brings nothing.
     *
     * @param since when the first poll of those failed that failed in a row
     * @param reason of the last one, in a sentence
     */
    public record Failure(Instant since, String reason) {}

    private volatile Optional<Failure> failure = Optional.empty();

    /** The last poll succeeded. */
    public void succeeded() {
        failure = Optional.empty();
    }

    /** The last poll failed. */
    public void failed(Instant now, String reason) {
        failure = Optional.of(new Failure(failure.map(Failure::since).orElse(now), reason));
    }

    /** Why it brings nothing; empty if it answers, was not polled yet, or there is none. */
    public Optional<Failure> failure() {
        return failure;
    }
}
