package amagumo.ingest.grib;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.Arrays;

/** One field of a message: its headers, read and checked, and its data, still packed. It keeps the file's bytes. */
public final class GribField {

    /** From this many cells on, packed data is walked once before memory is allocated for what it promises. */
    private static final int CELLS_TO_TRUST = 1 << 24;

    private final SectionCheck.Context context;
    private final int offset;
    private final ProductDefinition product;
    private final Packing packing;
    private final RunLength data;

    GribField(SectionCheck.Context context, int offset, ProductDefinition product, Packing packing, RunLength data) {
        this.context = context;
        this.offset = offset;
        this.product = product;
        this.packing = packing;
        this.data = data;
    }

    /** Which message of the file holds this field, counted from 0. */
    public int message() {
        return context.message();
    }

    /** The offset in the file at which the field's product definition, section 4, begins. */
    public int offset() {
        return offset;
    }

    /** Who made the message and when. */
    public Identification identification() {
        return context.identification();
    }

    /** What the field shows. */
    public ProductDefinition product() {
        return product;
    }

    /** The end of the interval, or the point in time, that the field shows, UTC. */
    public Instant validTime() {
        return product.validTime(identification().referenceTime());
    }

    /** Where the cells lie. */
    public RadarGrid grid() {
        return context.grid();
    }

    /** How the levels are packed and what they mean. */
    public Packing packing() {
        return packing;
    }

    /**
     * The levels of all cells.
     *
     * @throws MalformedGribException if the packed data does not fill the grid exactly
     */
    public Levels decode() throws MalformedGribException {
        return decode(grid().allCells());
    }

    /**
     * The levels of a box of cells; the data is unpacked up to the box's last row.
     *
     * @throws MalformedGribException if the packed data up to there does not fit this grid
     * @throws IllegalArgumentException if the box is not inside the grid
     */
    public Levels decode(CellBox box) throws MalformedGribException {
        if (!box.fitsIn(grid().ny(), grid().nx())) {
            throw new IllegalArgumentException("%s is not inside %s".formatted(box, grid()));
        }
        if (box.cells() > CELLS_TO_TRUST) {
            check();
        }
        if (packing.table().maxLevel() <= 0xFF) {
            byte[] levels = new byte[(int) box.cells()];
            decode(box, (from, to, level) -> {
                if (to - from == 1) {
                    levels[from] = (byte) level;
                } else {
                    Arrays.fill(levels, from, to, (byte) level);
                }
            });
            return Levels.ofBytes(levels);
        }
        short[] levels = new short[(int) box.cells()];
        decode(box, (from, to, level) -> Arrays.fill(levels, from, to, (short) level));
        return Levels.ofShorts(levels);
    }

    private void decode(CellBox box, BoxFiller.Cells cells) throws MalformedGribException {
        BoxFiller filler = new BoxFiller(grid().nx(), box, cells);
        data.forEachRun((int) grid().cells(), filler.firstCell(), filler);
    }

    /**
     * Walks the packed data without keeping it.
     *
     * @throws MalformedGribException if it does not fill the grid exactly
     */
    public void check() throws MalformedGribException {
        data.forEachRun((int) grid().cells(), 0, (level, cell, count) -> true);
    }

    /** The whole field as a frame; see {@link #decode()}. */
    public RadarFrame frame() throws MalformedGribException {
        return frame(grid().allCells());
    }

    /** A box of the field as a frame of its own; see {@link #decode(CellBox)}. */
    public RadarFrame frame(CellBox box) throws MalformedGribException {
        return new RadarFrame(validTime(), product.intervalMinutes(), grid().crop(box), packing.table(), decode(box));
    }

    @Override
    public String toString() {
        return "GribField[%s, %s, %d x %d]".formatted(validTime(), product, grid().nx(), grid().ny());
    }
}
