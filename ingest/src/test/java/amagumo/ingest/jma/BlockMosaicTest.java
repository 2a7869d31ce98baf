package amagumo.ingest.jma;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.JmaFiles;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockMosaicTest {

    private static final Instant TIME = Instant.parse("2021-07-06T23:30:00Z");
    /**
     * Of mosaic D as numpy's {@code nanmean} gives it in float64, rounded to float32; the digest in the reference file
     * is of sums in float32, which depend on their order.
     */
    private static final String NUMPY_MEAN_SHA256 = "12c464db4b2451f484eb5af1961e4f4bcd6f58b37d0a7101d361ade419b3a174";

    private static final ProductDefinition RAIN = ProductDefinition.observedRain(203, TIME, 5);

    private static JsonNode reference(String mosaic) {
        return JmaFiles.reference("reference.json")
                .at("/files")
                .get(JmaFiles.RAIN_250_M)
                .at("/grib/0/mosaic")
                .get(mosaic);
    }

    private static BlockMosaic read() throws Exception {
        List<List<GribField>> groups =
                FieldGroups.of(GribReader.read(JmaFiles.RAIN_250_M, JmaFiles.bytes(JmaFiles.RAIN_250_M)));
        assertEquals(1, groups.size());
        return BlockMosaic.of(JmaFiles.RAIN_250_M, groups.get(0));
    }

    @Test
    void mosaicOnThe250MetreGridIsThatOfTheReferenceDecoder() throws Exception {
        BlockMosaic mosaic = read();
        RadarFrame frame = mosaic.frame(BlockMosaic.GRID_250_M.allCells());
        assertEquals(TIME, frame.validTime());
        assertEquals(5, frame.stepMinutes());
        assertEquals(76, mosaic.maxLevel());
        assertEquals(8, mosaic.bits());
        assertEquals(
                reference("C_250m_grid_all_blocks").get("sha256_levels").textValue(),
                Sha256.of(((Levels.Bytes) frame.levels()).array()));
    }

    @Test
    void meanOnThe1KilometreGridIsThatOfTheReferenceDecoder() throws Exception {
        JsonNode expected = reference("D_1km_grid_all_blocks_mean");
        float[][] means = read().mean1Km(BlockMosaic.GRID_1_KM.allCells());
        float[] flat = new float[(int) BlockMosaic.GRID_1_KM.cells()];
        int missing = 0;
        int positive = 0;
        double sum = 0;
        double max = 0;
        for (int row = 0; row < means.length; row++) {
            System.arraycopy(means[row], 0, flat, row * means[row].length, means[row].length);
            for (float value : means[row]) {
                if (Float.isNaN(value)) {
                    missing++;
                } else {
                    sum += value;
                    max = Math.max(max, value);
                    positive += value > 0 ? 1 : 0;
                }
            }
        }
        assertEquals(expected.get("n_missing").intValue(), missing);
        assertEquals(expected.get("n_positive").intValue(), positive);
        assertEquals(expected.get("max").doubleValue(), max);
        assertEquals(expected.get("mean_nonmissing").doubleValue(), sum / (flat.length - missing), 1e-9);
        assertEquals(NUMPY_MEAN_SHA256, JmaFiles.sha256(flat));
    }

    @Test
    void boxOfAMosaicIsTheSameAsThatBoxCutFromTheWhole() throws Exception {
        BlockMosaic mosaic = read();
        RadarFrame whole = mosaic.frame(BlockMosaic.GRID_250_M.allCells());
        float[][] wholeMean = mosaic.mean1Km(BlockMosaic.GRID_1_KM.allCells());
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            int rows = 1 + random.nextInt(700);
            int columns = 1 + random.nextInt(700);
            CellBox box = new CellBox(4000 + random.nextInt(4000), 3000 + random.nextInt(4000), rows, columns);
            RadarFrame frame = mosaic.frame(box);
            assertArrayEquals(whole.values(box), frame.values());
            assertTrue(frame.grid().sameCellsAs(BlockMosaic.GRID_250_M.crop(box)));

            CellBox coarse = new CellBox(box.row() / 4, box.column() / 4, 1 + rows / 4, 1 + columns / 4);
            float[][] mean = mosaic.mean1Km(coarse);
            for (int row = 0; row < coarse.rows(); row++) {
                float[] expected = new float[coarse.columns()];
                System.arraycopy(wholeMean[coarse.row() + row], coarse.column(), expected, 0, expected.length);
                assertArrayEquals(expected, mean[row]);
            }
        }
    }

    @Test
    void aBlockOverAnotherOneIsRefused() throws Exception {
        RadarGrid first = BlockMosaic.GRID_1_KM.crop(new CellBox(100, 200, 40, 40));
        RadarGrid second = BlockMosaic.GRID_250_M.crop(new CellBox(4 * 139, 4 * 239, 160, 160));
        assertRefused("a block that overlaps another one", blocks(JmaLevels.RAIN_251, first, second));
    }

    @Test
    void aBlockThatLiesOnNeitherGridIsRefused() throws Exception {
        String reason = "a block on neither the 1 km nor the 250 m grid of JMA";
        RadarGrid block = BlockMosaic.GRID_1_KM.crop(new CellBox(100, 200, 40, 40));
        RadarGrid shifted = new RadarGrid(40, 40, block.north() + 0.001, block.west(), block.dLat(), block.dLon());
        assertRefused(reason, blocks(JmaLevels.RAIN_251, block, shifted));
        RadarGrid halfACell = BlockMosaic.GRID_250_M.crop(new CellBox(802, 400, 160, 160));
        assertRefused(reason, blocks(JmaLevels.RAIN_251, block, halfACell));
        RadarGrid outside = new RadarGrid(40, 40, 50, 118.00625, block.dLat(), block.dLon());
        assertRefused(reason, blocks(JmaLevels.RAIN_251, block, outside));
    }

    @Test
    void blocksOfDifferentTablesAreRefused() throws Exception {
        GribWriter.Field first = block(JmaLevels.RAIN_251, new CellBox(0, 0, 4, 4));
        GribWriter.Field second = block(new LevelTable(2, new int[] {0, 10}), new CellBox(0, 4, 4, 4));
        assertRefused("a block with other levels than the first one", message(first, second));
    }

    @Test
    void aDamagedBlockIsFoundBeforeMemoryIsTakenForTheMosaic() throws Exception {
        byte[] bytes = message(
                block(JmaLevels.RAIN_251, new CellBox(0, 0, 40, 40)),
                block(JmaLevels.RAIN_251, new CellBox(0, 40, 40, 40)));
        bytes[bytes.length - 5]++; // the last digit of the last run
        BlockMosaic mosaic =
                BlockMosaic.of("f", FieldGroups.of(GribReader.read("f", bytes)).get(0));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThrows(MalformedGribException.class, () -> mosaic.frame(BlockMosaic.GRID_250_M.allCells()));
        assertTrue(thread.getCurrentThreadAllocatedBytes() - before < 1 << 20);
    }

    private static void assertRefused(String reason, byte[] bytes) throws Exception {
        List<GribField> fields = FieldGroups.of(GribReader.read("f", bytes)).get(0);
        MalformedGribException e = assertThrows(MalformedGribException.class, () -> BlockMosaic.of("f", fields));
        assertEquals(reason, e.reason());
    }

    private static byte[] blocks(LevelTable table, RadarGrid first, RadarGrid second) {
        return message(field(table, first), field(table, second));
    }

    private static GribWriter.Field block(LevelTable table, CellBox cells) {
        return field(table, BlockMosaic.GRID_1_KM.crop(cells));
    }

    private static GribWriter.Field field(LevelTable table, RadarGrid grid) {
        Levels levels = Levels.ofBytes(new byte[(int) grid.cells()]);
        return new GribWriter.Field(RAIN, new RadarFrame(TIME, 5, grid, table, levels), 8);
    }

    private static byte[] message(GribWriter.Field... fields) {
        return GribWriter.write(Identification.jmaAnalysis(TIME), List.of(fields));
    }
}
