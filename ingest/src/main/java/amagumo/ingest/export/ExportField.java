package amagumo.ingest.export;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.util.List;
import java.util.Optional;

/** A field of a file on its way into another format, or the part of it that was asked for; decoded when opened. */
public sealed interface ExportField {

    /** The field's headers, or those of the first of its blocks. */
    GribField head();

    /** Where the cells lie. */
    RadarGrid grid();

    /** Decodes the field. */
    FieldSeries.Field open() throws MalformedGribException;

    /** Decodes a field or the part of it that was asked for. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode() throws MalformedGribException;
    }

    /**
     * A field in the levels of its file.
     *
     * @param bits bits per packed value in the file
     */
    record InLevels(GribField head, RadarGrid grid, int bits, Decoder<RadarFrame> frame) implements ExportField {
        @Override
        public FieldSeries.Field open() throws MalformedGribException {
            RadarFrame decoded = frame.decode();
            return row -> decoded.values(new CellBox(row, 0, 1, grid.nx()))[0];
        }
    }

    /** A field of means, which are not levels of any table, {@code [row][column]}. */
    record Means(GribField head, RadarGrid grid, Decoder<float[][]> values) implements ExportField {
        @Override
        public FieldSeries.Field open() throws MalformedGribException {
            float[][] decoded = values.decode();
            return row -> decoded[row];
        }
    }

    /**
     * One field of a file.
     *
     * @param box the part that is asked for, everything if empty
     * @throws UnsuitableFileException if the box holds no cell
     */
    static InLevels of(String file, GribField field, Optional<BoundingBox> box) throws UnsuitableFileException {
        CellBox cells = cells(file, field.grid(), box);
        return new InLevels(field, field.grid().crop(cells), field.packing().bits(), () -> field.frame(cells));
    }

    /**
     * A frame in blocks, on its 250 m grid.
     *
     * @param box the part that is asked for, everything if empty
     * @throws MalformedGribException if the blocks do not form a mosaic
     * @throws UnsuitableFileException if the box holds no cell
     */
    static InLevels ofBlocks(String file, List<GribField> blocks, Optional<BoundingBox> box)
            throws MalformedGribException, UnsuitableFileException {
        BlockMosaic mosaic = BlockMosaic.of(file, blocks);
        CellBox cells = cells(file, BlockMosaic.GRID_250_M, box);
        return new InLevels(
                blocks.get(0), BlockMosaic.GRID_250_M.crop(cells), mosaic.bits(), () -> mosaic.frame(cells));
    }

    /** A frame in blocks, as means on the 1 km grid; see {@link #ofBlocks}. */
    static Means ofBlockMeans(String file, List<GribField> blocks, Optional<BoundingBox> box)
            throws MalformedGribException, UnsuitableFileException {
        BlockMosaic mosaic = BlockMosaic.of(file, blocks);
        CellBox cells = cells(file, BlockMosaic.GRID_1_KM, box);
        return new Means(blocks.get(0), BlockMosaic.GRID_1_KM.crop(cells), () -> mosaic.mean1Km(cells));
    }

    private static CellBox cells(String file, RadarGrid grid, Optional<BoundingBox> box)
            throws UnsuitableFileException {
        try {
            return box.map(grid::cellsIn).orElse(grid.allCells());
        } catch (IllegalArgumentException e) {
            throw new UnsuitableFileException(file, e.getMessage());
        }
    }
}
