package amagumo.server.tiles;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.file.PackedProbabilities;
import amagumo.server.forecast.file.PackedRates;
import amagumo.server.render.RateLevels;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A packed field of a forecast: rain rates as {@link RateLevels#FINE}, or probabilities to a per cent. A row is unpacked when it is
 * asked for first: most tiles show few.
 */
final class PredictedLevels implements DecodedField {

    private static final byte[] LEVEL_OF_HUNDREDTHS = levelsOfHundredths();

    private static final float[] PROBABILITIES = PackedProbabilities.meaning();

    private final RadarGrid grid;
    private final float[] values;
    private final long packedOctets;
    private final Unpacking unpacking;
    private final AtomicReferenceArray<byte[]> rows;

    /** The levels of a row. */
    @FunctionalInterface
    private interface Unpacking {
        byte[] row(int row) throws IOException;
    }

    private PredictedLevels(RadarGrid grid, float[] values, long packedOctets, Unpacking unpacking) {
        this.grid = grid;
        this.values = values;
        this.packedOctets = packedOctets;
        this.unpacking = unpacking;
        this.rows = new AtomicReferenceArray<>(grid.ny());
    }

    static PredictedLevels of(RadarGrid grid, PackedRates packed) {
        return new PredictedLevels(
                grid, RateLevels.FINE.values(), packed.octets().length, row -> levels(packed.hundredths(row)));
    }

    /**
     * @param threshold 0 for the lowest
     */
    static PredictedLevels of(RadarGrid grid, PackedProbabilities packed, int threshold) {
        return new PredictedLevels(grid, PROBABILITIES, packed.octets().length, row -> packed.perCent(threshold, row));
    }

    @Override
    public RadarGrid grid() {
        return grid;
    }

    @Override
    public float[] values() {
        return values;
    }

    @Override
    public void read(int row, byte[] levels) throws IOException {
        byte[] known = rows.get(row);
        if (known == null) {
            known = unpacking.row(row);
            rows.set(row, known); // two threads may unpack the same row at a time: both get the same
        }
        System.arraycopy(known, 0, levels, 0, known.length);
    }

    @Override
    public long octets() {
        return packedOctets + grid.cells();
    }

    /** The levels of {@linkplain PackedRates#hundredths hundredths} of mm/h. */
    static byte[] levels(char[] hundredths) {
        byte[] levels = new byte[hundredths.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = LEVEL_OF_HUNDREDTHS[hundredths[i]];
        }
        return levels;
    }

    private static byte[] levelsOfHundredths() {
        byte[] levels = new byte[Character.MAX_VALUE + 1];
        for (int hundredths = 0; hundredths < levels.length; hundredths++) {
            levels[hundredths] = (byte) RateLevels.FINE.level(PackedRates.rateMmH((char) hundredths));
        }
        return levels;
    }
}
