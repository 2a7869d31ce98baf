package amagumo.ingest.file;

import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done, and in what order, when a signal ends the process: first what finishes its work, a server for example,
 * and only then are the files removed that are still unfinished. Hooks of the JVM alone run all at once, so that one would
 * take a file away that another is waiting for.
 */
public final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final Queue<Runnable> WORK = new ConcurrentLinkedQueue<>();
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::run, "shutdown"));
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending already", e);
        }
    }

    private Shutdown() {}

    /** Has work finished, or given up, before unfinished files are removed. */
    public static void finishFirst(Runnable work) {
        WORK.add(work);
    }

    /** Has a file removed if the process ends before it is {@link #forget forgotten}. */
    static void remove(Path unfinished) {
        UNFINISHED.add(unfinished);
    }

    static void forget(Path finished) {
        UNFINISHED.remove(finished);
    }

    private static void run() {
        try {
            WORK.forEach(Runnable::run);
        } finally {
            UNFINISHED.forEach(AtomicFile::remove);
        }
    }
}
