package amagumo.server.forecast;

import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.forecast.file.KeptFile;
import amagumo.server.forecast.file.PackedProbabilities;
import amagumo.server.forecast.file.PackedRates;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToIntFunction;

/**
 * The fields of kept forecasts as they are packed, in memory while they are asked for, so that a place is looked up without
 * opening a file. A file never changes: what takes its place is another one. For several threads at once.
 */
final class KeptFields {

    /** Some newest forecasts of all Japan with their probabilities, hundreds of a domain. */
    private static final long KEPT_OCTETS = 48L << 20;

    private final Cache<Key, PackedRates> rates = cache(field -> field.octets().length);
    private final Cache<Key, PackedProbabilities> probabilities = cache(field -> field.octets().length);

    private record Key(KeptFile file, int lead) {}

    @FunctionalInterface
    private interface Reading<T> {
        T of(ForecastFile open) throws IOException;
    }

    private static <T> Cache<Key, T> cache(ToIntFunction<T> octets) {
        return Caffeine.newBuilder()
                .maximumWeight(KEPT_OCTETS)
                .weigher((Key key, T field) -> octets.applyAsInt(field))
                .build();
    }

    /** The rain rates of a lead, 1 for the first. */
    PackedRates rates(KeptFile file, ForecastHeader header, int lead) throws IOException {
        return read(rates, file, lead, open -> open.rates(lead, header));
    }

    /** The probabilities of a lead, 1 for the first, of a forecast that has some. */
    PackedProbabilities probabilities(KeptFile file, ForecastHeader header, int lead) throws IOException {
        return read(probabilities, file, lead, open -> open.probabilities(lead, header));
    }

    private static <T> T read(Cache<Key, T> kept, KeptFile file, int lead, Reading<T> reading) throws IOException {
        try {
            return kept.get(new Key(file, lead), wanted -> {
                try (ForecastFile open = ForecastFile.open(file.path())) {
                    return reading.of(open);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
