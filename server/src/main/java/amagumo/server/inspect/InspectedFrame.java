package amagumo.server.inspect;

import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.Packing;
import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.JmaProduct;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.util.List;
import java.util.Locale;

/**
 * What {@code inspect} shows of one frame.
 *
 * @param file where it was found
 * @param field its headers, or those of the first of its blocks
 * @param grid the grid of the values that were looked at
 * @param bits bits per packed value
 * @param maxLevel the largest level that occurs
 * @param statistics statistics of the values
 */
public record InspectedFrame(
        NamedFile file, GribField field, RadarGrid grid, int bits, int maxLevel, CellStatistics statistics) {

    /** Looks at a single field. */
    public static InspectedFrame ofField(NamedFile file, GribField field, boolean digest)
            throws MalformedGribException {
        Packing packing = field.packing();
        CellStatistics statistics = statistics(field.frame(), digest);
        return new InspectedFrame(file, field, field.grid(), packing.bits(), packing.maxLevel(), statistics);
    }

    /** Looks at blocks as one frame on the 250 m grid. */
    public static InspectedFrame ofBlocks(NamedFile file, List<GribField> blocks, boolean digest)
            throws MalformedGribException {
        BlockMosaic mosaic = BlockMosaic.of(file.label(), blocks);
        RadarGrid grid = BlockMosaic.GRID_250_M;
        CellStatistics statistics = statistics(mosaic.frame(grid.allCells()), digest);
        return new InspectedFrame(file, blocks.get(0), grid, mosaic.bits(), mosaic.maxLevel(), statistics);
    }

    /** Looks at blocks as means on the 1 km grid. */
    public static InspectedFrame ofMeans(NamedFile file, List<GribField> blocks, boolean digest)
            throws MalformedGribException {
        BlockMosaic mosaic = BlockMosaic.of(file.label(), blocks);
        RadarGrid grid = BlockMosaic.GRID_1_KM;
        float[][] means = mosaic.mean1Km(grid.allCells());
        CellStatistics statistics = CellStatistics.of(grid.ny(), r -> means[r], digest);
        return new InspectedFrame(file, blocks.get(0), grid, mosaic.bits(), mosaic.maxLevel(), statistics);
    }

    private static CellStatistics statistics(RadarFrame frame, boolean digest) {
        int columns = frame.grid().nx();
        float[] row = new float[columns];
        return CellStatistics.of(
                frame.grid().ny(),
                r -> {
                    frame.levels().valuesInto(frame.table(), r * columns, columns, row, 0);
                    return row;
                },
                digest);
    }

    /** What the values measure. */
    public JmaProduct product() {
        return JmaProduct.of(field);
    }

    /** One line for people. */
    public String line() {
        int minutes = field.product().intervalMinutes();
        String values = statistics.mean().isEmpty()
                ? "all missing"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% missing, %.2f %% above 0, max %s, mean %.4f %s",
                        100.0 * statistics.missing() / statistics.cells(),
                        100.0 * statistics.positive() / statistics.cells(),
                        statistics.max().orElseThrow(),
                        statistics.mean().getAsDouble(),
                        product().unit());
        return String.format(
                Locale.ROOT,
                "%s  %s%s  %d x %d cells, %.3f..%.3f N, %.3f..%.3f E  %s  %s",
                field.validTime(),
                JmaProduct.describe(field),
                minutes == 0 ? "" : ", " + minutes + " min",
                grid.nx(),
                grid.ny(),
                grid.south(),
                grid.north(),
                grid.west(),
                grid.east(),
                values,
                statistics.sha256().map(digest -> digest + "  ").orElse("") + file.label());
    }
}
