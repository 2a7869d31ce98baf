package amagumo.server.cli;

import java.util.Optional;
import java.util.stream.Stream;

/** What a user is told when memory ran out. */
final class OutOfMemory {

    private static final double GIGABYTE = 1 << 30;

    private OutOfMemory() {}

    /** The error that something was thrown for, in the JVM's words: threads that compute wrap what stops them. */
    static Optional<OutOfMemoryError> in(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(OutOfMemoryError.class::isInstance)
                .map(OutOfMemoryError.class::cast)
                .reduce((wrapper, inner) -> inner);
    }

    /** One sentence: how much there was, and what to do. */
    static String reason(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        // The JVM's own words for a full heap; native libraries, which have memory of their own, use others.
        boolean heap = message.startsWith("Java heap space") || message.startsWith("GC overhead limit");
        double most = Runtime.getRuntime().maxMemory() / GIGABYTE;
        return heap
                ? "out of memory: the heap of %.1f GB is full; take a smaller domain, or allow more with AMAGUMO_JAVA_OPTIONS=-Xmx%dg"
                        .formatted(most, (long) Math.ceil(2 * most))
                : "out of memory beside the heap of %.1f GB (%s); take a smaller domain, or a machine with more memory"
                        .formatted(most, message);
    }
}
