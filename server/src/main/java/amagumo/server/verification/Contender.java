package amagumo.server.verification;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A forecast that is compared with what then fell; it is read, or computed, when there is something to compare it with.
 *
 * @param nowcaster what the service calls the nowcaster
 * @param version changes with the content
 * @param source where its fields come from
 */
record Contender(String nowcaster, String version, Source source) {

    /** Where the fields of a forecast come from, if they are there. */
    interface Source {
        Optional<Fields> get() throws IOException;
    }

    /** The rain rates of a lead, {@code [row][column]} in mm/h. */
    interface Rates {
        float[][] of(int lead) throws IOException;
    }

    /** The probabilities of reaching a threshold at a lead, {@code [row][column]}, 0 to 1. */
    interface Probabilities {
        float[][] of(int lead, int threshold) throws IOException;
    }

    /**
     * The fields of a forecast. Leads are counted from 1, NaN is missing.
     *
     * @param modelVersion SHA-256 of the model file that made them, empty if none did
     * @param thresholdsMmH those that there are probabilities of reaching; a threshold is given by its place among them
     */
    record Fields(String modelVersion, Rates rates, List<Float> thresholdsMmH, Probabilities probabilities) {

        /** Of a forecast that nothing learnt made, and that has no probabilities. */
        static Fields ofRates(Rates rates) {
            return new Fields("", rates, List.of(), (lead, threshold) -> {
                throw new IndexOutOfBoundsException("there are no probabilities");
            });
        }
    }
}
