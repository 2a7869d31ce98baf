package amagumo.server.source;

import amagumo.ingest.file.FailureReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a source as often as it is worth it: at once while it has more to bring, else after an interval, and after failures
 * later and later. What fails is logged when it begins and when it is over. Not for several threads.
 */
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Source source;
    private final Duration interval;
    private final Backoff backoff;
    private final SourceState state;
    private List<String> refused = List.of();
    private int failures;

    /**
     * @param interval between two polls that bring nothing
     * @param state is told whether the source answers
     */
    public Poller(Source source, Duration interval, SourceState state) {
        this.source = source;
        this.interval = interval;
        this.backoff = new Backoff(interval);
        this.state = state;
    }

    /**
     * Polls once.
     *
     * @return how long to wait before the next poll, at least zero
     * @throws InterruptedException if the thread is interrupted; the poll is given up
     */
    public Duration poll() throws InterruptedException {
        try {
            PollResult result = source.poll();
            if (failures > 0) {
                LOG.info("the source answers again");
            }
            failures = 0;
            tellState(result);
            result.refused().stream()
                    .filter(reason -> !refused.contains(reason))
                    .forEach(reason -> LOG.warn("refused: {}", reason));
            refused = result.refused();
            if (result.added() > 1
                    || result.remaining() > 0) { // one at a time would fill the log of an attempt that lasts for months
                LOG.info("{} frames came in, {} are left to bring", result.added(), result.remaining());
            }
            return result.remaining() > 0 ? Duration.ZERO : interval;
        } catch (IOException e) {
            if (failures == 0) {
                LOG.warn("frames could not be brought, which is tried again: {}", FailureReason.of(e));
            }
            return pauseAfter(e, FailureReason.of(e));
        } catch (RuntimeException e) {
            LOG.error("frames could not be brought", e);
            return pauseAfter(e, "the program failed; its log says why");
        }
    }

    private void tellState(PollResult result) {
        if (result.added() > 0) {
            state.broughtFrames();
        } else if (result.refused().isEmpty()) {
            state.succeeded();
        } else {
            state.refused(Instant.now(), result.refused().get(0));
        }
    }

    private Duration pauseAfter(Exception failure, String reason) {
        failures++;
        state.failed(Instant.now(), reason);
        return backoff.pause(failures, failure, ThreadLocalRandom.current().nextDouble());
    }
}
