package amagumo.server.source;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether the source of a server's frames answers, and with something that can be stored: told by who polls it, asked by who
 * serves. For several threads at once.
 */
public final class SourceState {

    /**
     * Why it brings nothing.
     *
     * @param since when the first poll was in vain of those that were so in a row
     * @param reason of the last one, in a sentence
     */
    public record Failure(Instant since, String reason) {}

    private volatile Optional<Failure> failure = Optional.empty();
    private volatile Optional<Failure> refusal = Optional.empty();

    /** The last poll succeeded, and brought nothing that was refused. */
    public void succeeded() {
        failure = Optional.empty();
    }

    /** The last poll brought frames that were stored. */
    public void broughtFrames() {
        failure = Optional.empty();
        refusal = Optional.empty();
    }

    /** The last poll succeeded, but what it brought was refused. */
    public void refused(Instant now, String reason) {
        failure = Optional.empty();
        refusal = Optional.of(new Failure(refusal.map(Failure::since).orElse(now), reason));
    }

    /** The last poll failed. */
    public void failed(Instant now, String reason) {
        failure = Optional.of(new Failure(failure.map(Failure::since).orElse(now), reason));
    }

    /** Why it brings nothing; empty if it answers, was not polled yet, or there is none. */
    public Optional<Failure> failure() {
        return failure;
    }

    /** Why what it brings is refused, since the last frame of it that was stored; empty if none was refused since then. */
    public Optional<Failure> refusal() {
        return refusal;
    }
}
