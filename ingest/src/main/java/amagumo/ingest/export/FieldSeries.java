package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.util.List;

/**
 * Fields of one quantity on one grid, one after the other in time, and at each time of one threshold after the other where
 * they are probabilities of reaching it. They are asked for one by one, in order, row by row,
 * so that a series need not be in memory.
 *
 * @param quantity what the fields measure
 * @param grid where the cells lie
 * @param axis when the fields are valid
 * @param thresholdsMmH the rain rates that the fields are probabilities of, increasing; none for other fields
 * @param fields the fields, as many as the axis has times, times the number of thresholds
 */
public record FieldSeries(
        Quantity quantity, RadarGrid grid, SeriesAxis axis, List<Float> thresholdsMmH, Fields fields) {

    public FieldSeries {
        thresholdsMmH = List.copyOf(thresholdsMmH);
    }

    /** Fields that are no probabilities. */
    public FieldSeries(Quantity quantity, RadarGrid grid, SeriesAxis axis, Fields fields) {
        this(quantity, grid, axis, List.of(), fields);
    }

    /** The fields of a series. */
    @FunctionalInterface
    public interface Fields {
        /** The field at the time, or at the time and threshold, with this index, 0 for the first. */
        Field open(int index) throws IOException;
    }

    /** One field. */
    @FunctionalInterface
    public interface Field {
        /** The values of a row, row 0 the northernmost, NaN where missing. */
        float[] row(int row) throws IOException;
    }

    /** Number of fields. */
    int size() {
        return axis.validTimes().size() * fieldsOfATime();
    }

    /** Number of fields of each time. */
    int fieldsOfATime() {
        return Math.max(1, thresholdsMmH.size());
    }
}
