package amagumo.server.jobs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A log for each attempt: what its thread logs while it is open, beside where that goes anyway. The files of a job lie in a
 * folder of its name, {@code NUMBER.log}, and none is larger than a bound.
 */
public final class AttemptLogs implements AutoCloseable {

    private static final String KEY = "attempt";
    private static final String FULL = "(the log is full; what follows is left out)\n";

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(AttemptLogs.class);

    private final Path directory;
    private final long maxOctets;
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Map<String, AttemptLog> open = new ConcurrentHashMap<>();
    private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    private final Router router = new Router();

    /**
     * @param maxOctets the largest that a log becomes, at least 1
     */
    AttemptLogs(Path directory, long maxOctets) {
        this.directory = directory;
        this.maxOctets = maxOctets;
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %msg%n%ex");
        encoder.start();
        router.setContext(context);
        router.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(router);
    }

    /** Where the log of an attempt is, if it is kept. */
    public static Path file(Path directory, String job, long attempt) {
        return directory.resolve(job).resolve(attempt + ".log");
    }

    /** Opens the log of an attempt that begins on this thread. */
    AttemptLog open(String job, long attempt) throws IOException {
        Path file = file(directory, job, attempt);
        Files.createDirectories(file.getParent());
        AttemptLog log = new AttemptLog(file.toAbsolutePath().toString(), Files.newOutputStream(file));
        open.put(log.key, log);
        MDC.put(KEY, log.key);
        return log;
    }

    @Override
    public void close() {
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(router);
        router.stop();
    }

    /** The open log of one attempt; it is closed on the thread that opened it. */
    final class AttemptLog implements AutoCloseable {

        private final String key;
        private final OutputStream file;
        private long left = maxOctets;

        private AttemptLog(String key, OutputStream file) {
            this.key = key;
            this.file = file;
        }

        private synchronized void write(byte[] line) {
            if (left <= 0) {
                return;
            }
            try {
                byte[] written = line.length <= left ? line : FULL.getBytes(StandardCharsets.UTF_8);
                left = line.length <= left ? left - line.length : 0;
                file.write(written);
            } catch (IOException e) {
                left = 0; // the attempt is worth more than its log, and to log this would come here again
            }
        }

        /** Writes a line of the server's own. */
        void say(String text) {
            write("%s       %s%n"
                    .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), text)
                    .getBytes(StandardCharsets.UTF_8));
        }

        /** Writes what was thrown, with where. */
        void say(Throwable thrown) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            write(text.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            MDC.remove(KEY);
            open.remove(key);
            try {
                file.close();
            } catch (IOException e) {
                LOG.warn("{} may lack its end: {}", key, e.toString());
            }
        }
    }

    private final class Router extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String key = event.getMDCPropertyMap().get(KEY);
            AttemptLog log = key == null ? null : open.get(key);
            if (log != null) {
                log.write(encoder.encode(event));
            }
        }
    }
}
