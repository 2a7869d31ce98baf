package amagumo.server.tiles;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.file.PackedRates;
import amagumo.server.render.RateLevels;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A packed field of a forecast as {@link RateLevels#FINE}. A row is unpacked when it is asked for first: most tiles show few. */
final class PredictedLevels implements DecodedField {

    private static final byte[] LEVEL_OF_HUNDREDTHS = levelsOfHundredths();

    private final RadarGrid grid;
    private final PackedRates packed;
    private final AtomicReferenceArray<byte[]> rows;

    PredictedLevels(RadarGrid grid, PackedRates packed) {
        this.grid = grid;
        this.packed = packed;
        this.rows = new AtomicReferenceArray<>(grid.ny());
    }

    @Override
    public RadarGrid grid() {
        return grid;
    }

    @Override
    public float[] values() {
        return RateLevels.FINE.values();
    }

    @Override
    public void read(int row, byte[] levels) throws IOException {
        byte[] known = rows.get(row);
        if (known == null) {
            known = levels(packed.hundredths(row));
            rows.set(row, known); // two threads may unpack the same row at a time: both get the same
        }
        System.arraycopy(known, 0, levels, 0, known.length);
    }

    @Override
    public long octets() {
        return packed.octets().length + grid.cells();
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
