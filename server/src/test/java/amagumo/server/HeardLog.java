package amagumo.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a class says in the server's log during a test that registers this as an extension. */
public final class HeardLog implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    /** @param logger name of the class */
    public HeardLog(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
    }

    /** All of it, oldest first. */
    public List<ILoggingEvent> events() {
        return heard.list;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        heard.start();
        logger.addAppender(heard);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(heard);
    }
}
