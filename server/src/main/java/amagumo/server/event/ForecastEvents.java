package amagumo.server.event;

import amagumo.server.forecast.ForecastListener;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.file.ForecastHeader;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of forecasts and frames as this server learns of them. A database that does not answer holds up nothing: what cannot
 * be told soon is not told.
 */
public final class ForecastEvents implements ForecastListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastEvents.class);
    private static final int MOST_WAITING = 100;
    private static final int MOST_REMEMBERED = 1000;

    private final Jdbi jdbi;
    private final Clock clock;
    /** What this server told of, as far as it has not been told of it itself. */
    private final Set<String> own = Collections.newSetFromMap(Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .<String, Boolean>build()
            .asMap());

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
                Thread made = new Thread(work, "forecast events");
                made.setDaemon(true);
                return made;
            },
            (work, executor) -> LOG.warn("an event is not told of, as too many wait"));

    public ForecastEvents(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public void made(ForecastHeader forecast) {
        String subject = forecast.key() + "_" + forecast.version();
        own.add(subject);
        tell(handle -> EventLog.append(
                handle,
                EventKind.FORECAST,
                subject,
                clock.instant(),
                Map.of(
                        "baseTime", forecast.baseTime().toString(),
                        "nowcaster", forecast.nowcaster(),
                        "modelVersion", forecast.modelVersion(),
                        "version", forecast.version())));
    }

    @Override
    public void observed(List<ObservedFrame> frames) {
        frames.forEach(frame -> own.add(subject(frame)));
        tell(handle -> {
            for (ObservedFrame frame : frames) {
                EventLog.append(
                        handle,
                        EventKind.OBSERVATION,
                        subject(frame),
                        clock.instant(),
                        Map.of("validTime", frame.validTime().toString(), "version", frame.version()));
            }
        });
    }

    private static String subject(ObservedFrame frame) {
        return "%s %s".formatted(frame.validTime(), frame.version());
    }

    private void tell(HandleConsumer<RuntimeException> work) {
        thread.execute(() -> {
            try {
                jdbi.useTransaction(work);
            } catch (RuntimeException e) { // whatever the database says, forecasts are still made
                LOG.warn("an event is not told of: {}", e.toString());
            }
        });
    }

    /** Sees to it that forecasts, before their events are passed on, know what another server made or stored. */
    public void lookIfFromElsewhere(List<Event> events, Forecasts forecasts) {
        boolean fromElsewhere = false;
        for (Event event : events) {
            boolean isOfStore = event.kind() == EventKind.FORECAST || event.kind() == EventKind.OBSERVATION;
            fromElsewhere |= isOfStore && !own.remove(event.subject());
        }
        if (fromElsewhere) {
            try {
                forecasts.due();
            } catch (IOException e) {
                LOG.debug("the store cannot be looked at", e); // which the next regular look tells of
            }
        }
    }

    /** Ends; what waits is not told of. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
