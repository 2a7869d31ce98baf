package amagumo.model.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of floats on the heap, where stores make no objects. */
final class Lanes {

    /** At most 8 lanes, so that common numbers of channels divide evenly. */
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector. */
    static final int STEP = SPECIES.length();

    private Lanes() {}

    static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    /** A number of channels, rounded up to whole vectors. */
    static int padded(int channels) {
        return (channels + STEP - 1) / STEP * STEP;
    }
}
