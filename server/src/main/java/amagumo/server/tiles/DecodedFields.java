package amagumo.server.tiles;

import amagumo.server.forecast.KeptForecast;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/**
 * Fields in memory, each decoded once while it is asked for: who asks for one that is being decoded waits for it, and no more
 * are decoded at a time than there are processors, so that memory is bounded whatever is asked for. For several threads at once.
 */
final class DecodedFields {

    private final Semaphore decoding = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final Cache<Object, DecodedField> kept;

    /**
     * @param octets how much is kept
     */
    DecodedFields(long octets) {
        this.kept = Caffeine.newBuilder()
                .maximumWeight(octets)
                .weigher((Object key, DecodedField field) -> (int) Math.min(Integer.MAX_VALUE, field.octets()))
                .build();
    }

    /**
     * The levels of a field.
     *
     * @throws IOException if it is damaged, or its file is gone
     */
    DecodedField of(Field field) throws IOException {
        DecodedField known = kept.getIfPresent(field.key());
        if (known != null) {
            return known;
        }
        try {
            return kept.get(field.key(), key -> decode(field));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private DecodedField decode(Field field) {
        decoding.acquireUninterruptibly();
        try {
            if (field instanceof Field.Observed observed) {
                return ObservedLevels.of(observed.frame().read().frame());
            }
            Field.Predicted predicted = (Field.Predicted) field;
            KeptForecast forecast = predicted.forecast();
            return new PredictedLevels(forecast.grid(), forecast.packed(predicted.lead()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            decoding.release();
        }
    }
}
