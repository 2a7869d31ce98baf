package amagumo.server.tiles;

import amagumo.server.cache.MadeOnce;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Fields in memory, each decoded once while it is asked for: who asks for one that is being decoded waits for it, and no more
 * are decoded at a time than there are processors, so that memory is bounded whatever is asked for. For several threads at once.
 */
final class DecodedFields {

    private final Semaphore decoding = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final MadeOnce<Object, DecodedField> kept;

    /**
     * @param octets how much is kept
     */
    DecodedFields(long octets) {
        this.kept = new MadeOnce<>(octets, DecodedField::octets);
    }

    /**
     * The levels of a field.
     *
     * @throws IOException if it is damaged, or its file is gone
     */
    DecodedField of(Field field) throws IOException {
        return kept.get(field.key(), () -> decode(field));
    }

    private DecodedField decode(Field field) throws IOException {
        decoding.acquireUninterruptibly();
        try {
            if (field instanceof Field.Observed observed) {
                return ObservedLevels.of(observed.frame().read().frame());
            }
            if (field instanceof Field.Probable probable) {
                Field.Predicted lead = probable.predicted();
                return PredictedLevels.of(
                        field.grid(), lead.forecast().packedProbabilities(lead.lead()), probable.threshold());
            }
            Field.Predicted predicted = (Field.Predicted) field;
            return PredictedLevels.of(field.grid(), predicted.forecast().packed(predicted.lead()));
        } finally {
            decoding.release();
        }
    }
}
