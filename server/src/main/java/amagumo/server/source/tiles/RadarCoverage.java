package amagumo.server.source.tiles;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;

/**
 * Which cells JMA's radars see, which its map tiles do not tell: on them, unseen and dry look alike. The cells that are
 * not missing in one composite of JMA's (出典：気象庁), kept as a GRIB2 message of one level on the 1 km grid.
 */
public final class RadarCoverage {

    private static final String FILE = "coverage.grib2";
    private static final LevelTable SEEN = new LevelTable(0, new int[] {0});
    private static final int RAIN_OF_5_MINUTES = 203;
    private static final int STEP_MINUTES = 5;

    private RadarCoverage() {}

    /** The cells of a part of {@link BlockMosaic#GRID_1_KM} that are seen, row by row from the north-west. */
    static BitSet in(CellBox box) {
        try (InputStream in = RadarCoverage.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FileNotFoundException(FILE);
            }
            RadarFrame frame = GribReader.read(FILE, in.readAllBytes()).get(0).frame(box);
            BitSet seen = new BitSet((int) box.cells());
            for (int cell = 0; cell < box.cells(); cell++) {
                seen.set(cell, frame.levels().get(cell) != 0);
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file that is kept, from a composite.
     *
     * @throws IllegalArgumentException if its grid is not {@link BlockMosaic#GRID_1_KM}
     */
    public static byte[] file(RadarFrame composite) {
        if (!composite.grid().sameCellsAs(BlockMosaic.GRID_1_KM)) {
            throw new IllegalArgumentException("its grid is not JMA's 1 km grid");
        }
        byte[] levels = new byte[composite.levels().size()];
        for (int cell = 0; cell < levels.length; cell++) {
            levels[cell] = (byte) (composite.levels().get(cell) == 0 ? 0 : 1);
        }
        RadarFrame seen = new RadarFrame(
                composite.validTime(), STEP_MINUTES, BlockMosaic.GRID_1_KM, SEEN, Levels.ofBytes(levels));
        return GribWriter.write(
                Identification.jmaAnalysis(composite.validTime()),
                ProductDefinition.observedRain(RAIN_OF_5_MINUTES, composite.validTime(), STEP_MINUTES),
                seen,
                Byte.SIZE);
    }
}
