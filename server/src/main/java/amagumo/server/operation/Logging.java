package amagumo.server.operation;

import amagumo.server.config.LogSettings;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/** Makes the log as the settings want it. */
public final class Logging {

    private static final String CONSOLE = "CONSOLE";
    private static final String REQUESTS = "amagumo.requests";

    private Logging() {}

    /** Applies settings to the process's log. */
    public static void apply(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(REQUESTS).setLevel(settings.requests() ? Level.INFO : Level.OFF);
        if (settings.format() == LogSettings.Format.JSON
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE)
                        instanceof ConsoleAppender<ILoggingEvent> console) {
            console.stop();
            console.setEncoder(json(context));
            console.start();
        }
    }

    private static JsonEncoder json(LoggerContext context) {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.start();
        return json;
    }
}
