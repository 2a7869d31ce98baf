package amagumo.ingest.jma;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One frame of JMA's high-resolution rain, which comes in blocks: some on the 1 km grid, some on the 250 m grid. They
 * do not overlap and together cover a part of the domain; what no block covers is missing.
 */
public final class BlockMosaic {

    /** All of JMA's domain, 118 to 150 E and 20 to 48 N, in cells of 1/120 x 1/80 degree. */
    public static final RadarGrid GRID_1_KM =
            new RadarGrid(2560, 3360, 48 - 1 / 240.0, 118 + 1 / 160.0, 1 / 120.0, 1 / 80.0);

    /** All of JMA's domain, 118 to 150 E and 20 to 48 N, in cells of 1/480 x 1/320 degree. */
    public static final RadarGrid GRID_250_M =
            new RadarGrid(10240, 13440, 48 - 1 / 960.0, 118 + 1 / 640.0, 1 / 480.0, 1 / 320.0);

    private final List<Block> blocks;
    private final LevelTable table;

    private BlockMosaic(List<Block> blocks) {
        this.blocks = blocks;
        this.table = blocks.get(0).field().packing().table();
    }

    /**
     * Puts the blocks of one frame in their places; nothing is decoded yet.
     *
     * @param file a name for error messages
     * @param fields at least one, all of one product and time
     * @throws MalformedGribException if a block lies on neither grid or over another one, or if their tables differ
     */
    public static BlockMosaic of(String file, List<GribField> fields) throws MalformedGribException {
        BitSet covered = new BitSet((int) GRID_1_KM.cells());
        List<Block> blocks = new ArrayList<>(fields.size());
        LevelTable table = fields.get(0).packing().table();
        if (table.maxLevel() > 0xFF) {
            throw new MalformedGribException(
                    file, fields.get(0).offset(), "blocks of %d levels are not read".formatted(table.maxLevel()));
        }
        for (GribField field : fields) {
            if (!field.packing().table().equals(table)) {
                throw new MalformedGribException(file, field.offset(), "a block with other levels than the first one");
            }
            Block block = Block.of(field)
                    .orElseThrow(() -> new MalformedGribException(
                            file, field.offset(), "a block on neither the 1 km nor the 250 m grid of JMA"));
            if (covers(covered, block.cells())) {
                throw new MalformedGribException(file, field.offset(), "a block that overlaps another one");
            }
            blocks.add(block);
        }
        return new BlockMosaic(blocks);
    }

    /** Marks the cells of a box as covered and returns whether one of them was covered before. */
    private static boolean covers(BitSet covered, CellBox box) {
        for (int row = box.row(); row < box.row() + box.rows(); row++) {
            int from = row * GRID_1_KM.nx() + box.column();
            int to = from + box.columns();
            int next = covered.nextSetBit(from);
            if (next >= 0 && next < to) {
                return true;
            }
            covered.set(from, to);
        }
        return false;
    }

    /** The largest level that occurs in a block. */
    public int maxLevel() {
        return blocks.stream()
                .mapToInt(block -> block.field().packing().maxLevel())
                .max()
                .orElseThrow();
    }

    /** The most bits per packed value in a block. */
    public int bits() {
        return blocks.stream()
                .mapToInt(block -> block.field().packing().bits())
                .max()
                .orElseThrow();
    }

    /**
     * The frame on the 250 m grid: blocks of 250 m as they are, cells of 1 km as 4 x 4 cells.
     *
     * @param box cells of {@link #GRID_250_M}
     * @throws MalformedGribException if the data of a block in the box is damaged
     */
    public RadarFrame frame(CellBox box) throws MalformedGribException {
        RadarGrid grid = GRID_250_M.crop(box);
        for (Block block : blocks) { // before the allocation, so that damaged files cost no memory
            if (block.fineCells().intersection(box).isPresent()) {
                block.field().check();
            }
        }
        byte[] levels = new byte[(int) box.cells()];
        for (Block block : blocks) {
            Optional<CellBox> shared = block.fineCells().intersection(box);
            if (shared.isPresent()) {
                block.copyInto(levels, box, shared.get());
            }
        }
        GribField first = blocks.get(0).field();
        return new RadarFrame(
                first.validTime(), first.product().intervalMinutes(), grid, table, Levels.ofBytes(levels));
    }

    /**
     * The values on the 1 km grid: in blocks of 250 m the mean of the cells that are not missing, computed in double
     * and rounded to float, and missing only where all 16 are.
     *
     * @param box cells of {@link #GRID_1_KM}
     * @return {@code [row][column]}, mm/h, NaN where missing
     * @throws MalformedGribException if the data of a block in the box is damaged
     */
    public float[][] mean1Km(CellBox box) throws MalformedGribException {
        if (!box.fitsIn(GRID_1_KM.ny(), GRID_1_KM.nx())) {
            throw new IllegalArgumentException("%s is not inside %s".formatted(box, GRID_1_KM));
        }
        float[][] means = new float[box.rows()][box.columns()];
        for (float[] row : means) {
            Arrays.fill(row, Float.NaN);
        }
        for (Block block : blocks) {
            Optional<CellBox> shared = block.cells().intersection(box);
            if (shared.isPresent()) {
                block.meansInto(means, box, shared.get(), table.values());
            }
        }
        return means;
    }
}
