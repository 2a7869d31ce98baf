package amagumo.server.tiles;

import amagumo.server.cache.MadeOnce;
import amagumo.server.forecast.ServedFrames;
import java.io.IOException;

/** Fields in memory, each decoded once while it is asked for. For several threads at once. */
final class DecodedFields {

    private final ServedFrames frames;
    private final MadeOnce<Object, DecodedField> kept;

    /**
     * @param frames of the store
     * @param octets how much is kept
     */
    DecodedFields(ServedFrames frames, long octets) {
        this.frames = frames;
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
        if (field instanceof Field.Observed observed) {
            return ObservedLevels.of(frames.read(observed.frame()).frame());
        }
        if (field instanceof Field.Probable probable) {
            Field.Predicted lead = probable.predicted();
            return PredictedLevels.of(
                    field.grid(), lead.forecast().packedProbabilities(lead.lead()), probable.threshold());
        }
        Field.Predicted predicted = (Field.Predicted) field;
        return PredictedLevels.of(field.grid(), predicted.forecast().packed(predicted.lead()));
    }
}
