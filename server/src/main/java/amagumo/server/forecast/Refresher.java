package amagumo.server.forecast;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes forecasts again and again on a thread of its own. What fails is logged once and tried again. */
public final class Refresher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final Forecasts forecasts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "forecasts");
        made.setDaemon(true);
        return made;
    });
    private String lastFailure = "";

    public Refresher(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** Begins with a refresh at once. */
    public void start(Duration interval) {
        thread.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Refreshes soon, beside what the interval asks for: frames came in. */
    public void refreshSoon() {
        thread.execute(this::refresh);
    }

    private void refresh() {
        try {
            forecasts.refresh();
            lastFailure = "";
        } catch (Exception e) { // whatever it is, the next frames deserve another try
            if (thread.isShutdown()) {
                return; // given up, which is not a failure
            }
            String failure = String.valueOf(e);
            if (!failure.equals(lastFailure)) {
                LOG.error("no forecast could be made", e);
            }
            lastFailure = failure;
        }
    }

    /** Ends; a forecast that is being made is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
