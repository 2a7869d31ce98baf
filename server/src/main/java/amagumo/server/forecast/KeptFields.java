package amagumo.server.forecast;

import amagumo.server.cache.MadeOnce;
import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.forecast.file.KeptFile;
import amagumo.server.forecast.file.PackedProbabilities;
import amagumo.server.forecast.file.PackedRates;
import java.io.IOException;

/**
 * The fields of kept forecasts as they are packed, in memory while they are asked for, so that a place is looked up without
 * opening a file. A file never changes: what takes its place is another one. For several threads at once.
 */
final class KeptFields {

    /** Some newest forecasts of all Japan with their probabilities, hundreds of a domain. */
    private static final long KEPT_OCTETS = 48L << 20;

    private final MadeOnce<Key, PackedRates> rates = new MadeOnce<>(KEPT_OCTETS, field -> field.octets().length);
    private final MadeOnce<Key, PackedProbabilities> probabilities =
            new MadeOnce<>(KEPT_OCTETS, field -> field.octets().length);

    private record Key(KeptFile file, int lead) {}

    @FunctionalInterface
    private interface Reading<T> {
        T of(ForecastFile open) throws IOException;
    }

    /** The rain rates of a lead, 1 for the first. */
    PackedRates rates(KeptFile file, ForecastHeader header, int lead) throws IOException {
        return rates.get(new Key(file, lead), () -> read(file, open -> open.rates(lead, header)));
    }

    /** The probabilities of a lead, 1 for the first, of a forecast that has some. */
    PackedProbabilities probabilities(KeptFile file, ForecastHeader header, int lead) throws IOException {
        return probabilities.get(new Key(file, lead), () -> read(file, open -> open.probabilities(lead, header)));
    }

    private static <T> T read(KeptFile file, Reading<T> reading) throws IOException {
        try (ForecastFile open = ForecastFile.open(file.path())) {
            return reading.of(open);
        }
    }
}
