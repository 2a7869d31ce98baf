package amagumo.server.tiles;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.StoredFrame;
import amagumo.server.forecast.KeptForecast;
import java.time.Duration;
import java.time.Instant;

/** What tiles are drawn of. It never changes: what replaces it is another one. */
public sealed interface Field {

    /** Where its cells lie. */
    RadarGrid grid();

    /** What tells it from any other field. */
    Object key();

    /**
     * A frame as the store has it, or had it.
     *
     * @param grid of the store
     */
    record Observed(StoredFrame frame, RadarGrid grid) implements Field {

        @Override
        public Object key() {
            return frame;
        }
    }

    /**
     * A lead of a forecast.
     *
     * @param lead counted from 1
     */
    record Predicted(KeptForecast forecast, int lead) implements Field {

        private record Key(String nowcaster, Instant baseTime, String version, int lead) {}

        /** When it is valid, UTC. */
        public Instant validTime() {
            return forecast.baseTime()
                    .plus(Duration.ofMinutes((long) lead * forecast.header().stepMinutes()));
        }

        @Override
        public RadarGrid grid() {
            return forecast.grid();
        }

        @Override
        public Object key() {
            return new Key(forecast.header().nowcaster(), forecast.baseTime(), forecast.version(), lead);
        }
    }

    /**
     * How probable a lead of a forecast has it that a rain rate is reached.
     *
     * @param predicted the lead of a forecast that has probabilities
     * @param threshold the rain rate's place among the forecast's thresholds
     */
    record Probable(Predicted predicted, int threshold) implements Field {

        private record Key(Object predicted, int threshold) {}

        @Override
        public RadarGrid grid() {
            return predicted.grid();
        }

        @Override
        public Object key() {
            return new Key(predicted.key(), threshold);
        }
    }
}
