package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;

/**
 * Fields of one quantity on one grid, one after the other in time. They are asked for one by one, in order, row by row,
 * so that a series need not be in memory.
 *
 * @param quantity what the fields measure
 * @param grid where the cells lie
 * @param axis when the fields are valid
 * @param fields the fields, as many as the axis has times
 */
public record FieldSeries(Quantity quantity, RadarGrid grid, SeriesAxis axis, Fields fields) {

    /** The fields of a series. */
    @FunctionalInterface
    public interface Fields {
        /** The field at the time with this index, 0 for the first. */
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
        return axis.validTimes().size();
    }
}
