package amagumo.server.render;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;

/** A field as small numbers, levels, each of which stands for a value: what tiles are drawn of. */
public interface LevelField {

    /** How many levels there may be. */
    int MAX_LEVELS = 256;

    /** Where the cells lie. */
    RadarGrid grid();

    /** The value of each level, mm/h or a probability, NaN where missing; at most {@value #MAX_LEVELS}. */
    float[] values();

    /**
     * Puts the levels of a row into an array, as many as the grid has columns, as unsigned octets.
     *
     * @param row from the north
     * @throws IOException if the row cannot be read
     */
    void read(int row, byte[] levels) throws IOException;
}
