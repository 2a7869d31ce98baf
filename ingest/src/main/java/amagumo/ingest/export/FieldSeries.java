package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;

/**
 * Fields of one quantity on one grid, one after the other in time, and at each time one layer after the other. They are
 * asked for one by one, in order, row by row, so that a series need not be in memory.
 *
 * @param quantity what the fields measure
 * @param grid where the cells lie
 * @param axis when the fields are valid
 * @param layers what the fields of one time differ by
 * @param fields the fields, as many as the axis has times, times the number of layers
 */
public record FieldSeries(Quantity quantity, RadarGrid grid, SeriesAxis axis, Layers layers, Fields fields) {

    /** One field at each time. */
    public FieldSeries(Quantity quantity, RadarGrid grid, SeriesAxis axis, Fields fields) {
        this(quantity, grid, axis, new Layers.Single(), fields);
    }

    /** The fields of a series. */
    @FunctionalInterface
    public interface Fields {
        /** The field at the time and layer with this index, 0 for the first. */
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
        return axis.validTimes().size() * layers.count();
    }
}
