package amagumo.server.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Octets that are made once, however many ask for them at a time, and kept while they are asked for. */
final class MadeOnce {

    private final Cache<String, byte[]> made;

    /**
     * @param octets how many are kept
     */
    MadeOnce(long octets) {
        this.made = Caffeine.newBuilder()
                .maximumWeight(octets)
                .weigher((String version, byte[] one) -> one.length)
                .build();
    }

    /** Makes octets when they turn out to be needed. */
    @FunctionalInterface
    interface Making {
        byte[] make() throws IOException;
    }

    /**
     * The octets of a version.
     *
     * @param version tells them from all others
     */
    byte[] get(String version, Making making) throws IOException {
        try {
            return made.get(version, wanted -> {
                try {
                    return making.make();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
