package amagumo.ingest.export;

import java.util.List;

/** What the fields of a series at one time differ by: the coordinates of a file's dimension between time and place. */
public sealed interface Layers {

    /** How many fields there are of each time. */
    int count();

    /** One field of each time. */
    record Single() implements Layers {
        @Override
        public int count() {
            return 1;
        }
    }

    /**
     * Probabilities of reaching rain rates.
     *
     * @param mmH the rates, increasing
     */
    record Thresholds(List<Float> mmH) implements Layers {

        public Thresholds {
            mmH = List.copyOf(mmH);
            for (int i = 1; i < mmH.size(); i++) {
                if (mmH.get(i - 1) >= mmH.get(i)) {
                    throw new IllegalArgumentException("thresholds do not increase at " + mmH.get(i));
                }
            }
        }

        @Override
        public int count() {
            return mmH.size();
        }
    }

    /**
     * Members of an ensemble, each as likely as any other.
     *
     * @param count at least 1
     */
    record Realizations(int count) implements Layers {

        public Realizations {
            if (count < 1) {
                throw new IllegalArgumentException(count + " members");
            }
        }
    }
}
