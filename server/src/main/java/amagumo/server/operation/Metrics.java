package amagumo.server.operation;

import amagumo.ingest.software.Software;
import amagumo.server.forecast.Feed;
import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * The meters of the process, as Prometheus reads them: those of the JVM and the log from the start, and those that others
 * register with {@link #registry}.
 */
public final class Metrics implements AutoCloseable {

    /** The media type of {@link #scrape}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double MILLISECONDS_A_SECOND = 1000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final LogbackMetrics log = new LogbackMetrics(List.of(), (LoggerContext) LoggerFactory.getILoggerFactory());

    public Metrics() {
        // Their names are not as Prometheus wants names; the processors' usage is there without them.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        log.bindTo(registry);
        Gauge.builder("amagumo.build.info", () -> 1)
                .description("The program and its version, as labels.")
                .tag("version", Software.NAME_AND_VERSION)
                .tag("java", Runtime.version().toString())
                .register(registry);
    }

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Measures the age of the newest frame and that of the newest forecast's base time: negative if it is ahead of the clock, not a
     * number if there is none.
     */
    public void watch(Supplier<Feed> feed, Supplier<Optional<Instant>> newestForecast) {
        Gauge.builder(
                        "amagumo.frame.age.seconds",
                        () -> age(feed.get().newestFrame(), feed.get().now()))
                .description("How long ago the newest frame was valid.")
                .register(registry);
        Gauge.builder(
                        "amagumo.forecast.age.seconds",
                        () -> age(newestForecast.get(), feed.get().now()))
                .description("How long ago the newest frame was valid that the newest forecast was made from.")
                .register(registry);
    }

    /** All meters in Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** Ends what listens to the JVM and the log. */
    @Override
    public void close() {
        collections.close();
        log.close();
        registry.close();
    }

    private static double age(Optional<Instant> newest, Instant now) {
        return newest.map(time -> Duration.between(time, now).toMillis() / MILLISECONDS_A_SECOND)
                .orElse(Double.NaN);
    }
}
