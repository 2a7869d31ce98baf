package amagumo.server.tiles;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.file.PackedRates;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A packed field of a forecast as {@link RateLevels}. A row is unpacked when it is asked for first: most tiles show few. */
final class PredictedLevels implements DecodedField {

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
        return RateLevels.values();
    }

    @Override
    public void read(int row, byte[] levels) throws IOException {
        byte[] known = rows.get(row);
        if (known == null) {
            known = RateLevels.levels(packed.hundredths(row));
            rows.set(row, known); // two threads may unpack the same row at a time: both get the same
        }
        System.arraycopy(known, 0, levels, 0, known.length);
    }

    @Override
    public long octets() {
        return packed.octets().length + grid.cells();
    }
}
