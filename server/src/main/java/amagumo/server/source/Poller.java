package amagumo.server.source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a source again and again on a thread of its own: at once while it has more to bring, else after an interval, and
 * after failures later and later. What fails is logged when it begins and when it is over.
 */
public final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Source source;
    private final Duration interval;
    private final Backoff backoff;
    private final SourceState state;
    private final Runnable polled;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "source");
        made.setDaemon(true);
        return made;
    });
    private List<String> refused = List.of();
    private int failures;

    /**
     * @param interval between two polls that bring nothing
     * @param state is told whether the source answers
     * @param polled called on the poller's thread after each poll that may have stored something
     */
    public Poller(Source source, Duration interval, SourceState state, Runnable polled) {
        this.source = source;
        this.interval = interval;
        this.backoff = new Backoff(interval);
        this.state = state;
        this.polled = polled;
    }

    /** Begins with a poll at once. */
    public void start() {
        thread.execute(this::poll);
    }

    private void poll() {
        Duration pause;
        try {
            PollResult result = source.poll();
            if (failures > 0) {
                LOG.info("the source answers again");
            }
            failures = 0;
            state.succeeded();
            result.refused().stream()
                    .filter(reason -> !refused.contains(reason))
                    .forEach(reason -> LOG.warn("refused: {}", reason));
            refused = result.refused();
            if (result.added() > 0) {
                LOG.info("{} frames came in, {} are left to bring", result.added(), result.remaining());
            }
            pause = result.remaining() > 0 ? Duration.ZERO : interval;
        } catch (IOException e) {
            if (failures == 0) {
                LOG.warn("frames could not be brought, which is tried again: {}", e.getMessage());
            }
            pause = pauseAfter(e, e.getMessage());
        } catch (InterruptedException e) {
            return; // closed
        } catch (RuntimeException e) {
            LOG.error("frames could not be brought", e);
            pause = pauseAfter(e, "the program failed; its log says why");
        }
        polled.run();
        if (!thread.isShutdown()) {
            thread.schedule(this::poll, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration pauseAfter(Exception failure, String reason) {
        failures++;
        state.failed(Instant.now(), reason);
        return backoff.pause(failures, failure, ThreadLocalRandom.current().nextDouble());
    }

    /** Ends; a poll is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
