package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Writes series of fields as NetCDF-3 with 64-bit offsets, following the CF conventions 1.10: {@code float
 * quantity[time][lat][lon]} with valid times, latitudes from north to south, bounds for every axis, the ellipsoid as a
 * grid mapping, and {@code _FillValue} NaN. Probabilities are {@code short quantity[time][threshold][lat][lon]}, packed in
 * steps of {@value #STEP} by {@code scale_factor}, with {@code _FillValue} {@value #MISSING}; members are {@code
 * float quantity[time][realization][lat][lon]}. A second series on another
 * grid or at other times gets axes of its own, {@code lat_2} and so on. Only a few rows are in memory at a time.
 */
public final class NetcdfWriter {

    /** The format's limit on the size of one variable. */
    private static final long MAX_VARIABLE_BYTES = (1L << 32) - 4;

    private static final double STEP = 1e-4;
    private static final float STEPS = (float) (1 / STEP);
    private static final short MISSING = -1;
    private static final int CELLS_AT_ONCE = 1 << 20;

    private NetcdfWriter() {}

    /**
     * Writes a file, replacing one that is already there. After a failure, what is left at {@code file} is unusable.
     *
     * @param attributes global attributes besides {@code Conventions}, such as {@code title} and {@code source}
     * @param series at least one
     * @throws IOException if the disk or a series fails, or if a variable is larger than the format's 4 GiB
     */
    public static void write(Path file, Map<String, String> attributes, List<FieldSeries> series) throws IOException {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("no series to write");
        }
        for (FieldSeries one : series) {
            checkSize(one);
        }
        NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
        try {
            write(writer, attributes, series);
            writer.close();
        } catch (IOException | RuntimeException e) {
            abandon(file, writer, e);
            throw e;
        }
    }

    private static void write(NetcdfFileWriter writer, Map<String, String> attributes, List<FieldSeries> series)
            throws IOException {
        writer.setLargeFile(true);
        writer.setFill(false);
        writer.addGroupAttribute(null, new Attribute("Conventions", "CF-1.10"));
        // Sorted, so that equal fields give equal files.
        new TreeMap<>(attributes).forEach((name, value) -> writer.addGroupAttribute(null, new Attribute(name, value)));
        NetcdfAxes axes = new NetcdfAxes(writer);
        List<Variable> variables = define(writer, axes, series);
        try {
            writer.create();
            axes.write();
            for (int i = 0; i < variables.size(); i++) {
                writeFields(writer, variables.get(i), series.get(i));
            }
        } catch (InvalidRangeException e) {
            throw new IllegalStateException("a field was written beside its variable", e);
        }
    }

    /**
     * Closes a file that could not be written. The library closes it only after writing what it still holds; on a full
     * disk there is room for that once the rest has been removed.
     */
    private static void abandon(Path file, NetcdfFileWriter writer, Exception failure) {
        try {
            Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING).close();
            writer.abort();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void checkSize(FieldSeries series) throws IOException {
        RadarGrid grid = series.grid();
        long bytes = type(series).getSize() * series.size() * grid.cells();
        if (bytes > MAX_VARIABLE_BYTES) {
            throw new IOException("%d fields of %d x %d cells are more than the 4 GiB of a NetCDF-3 variable"
                    .formatted(series.size(), grid.nx(), grid.ny()));
        }
    }

    private static DataType type(FieldSeries series) {
        return series.layers() instanceof Layers.Thresholds ? DataType.SHORT : DataType.FLOAT;
    }

    private static List<Variable> define(NetcdfFileWriter writer, NetcdfAxes axes, List<FieldSeries> series) {
        List<Variable> variables = new ArrayList<>();
        NetcdfGridMappings mappings = new NetcdfGridMappings(writer);
        Map<String, Integer> uses = new HashMap<>();
        for (FieldSeries one : series) {
            Quantity quantity = one.quantity();
            int use = uses.merge(quantity.name(), 1, Integer::sum);
            Variable variable = writer.addVariable(
                    null,
                    quantity.name() + NetcdfAxes.suffix(use - 1),
                    type(one),
                    axes.timeDimension(one.axis()) + " " + axes.layerDimension(one.layers())
                            + axes.gridDimensions(one.grid()));
            quantity.standardName().ifPresent(name -> attribute(writer, variable, "standard_name", name));
            attribute(writer, variable, "long_name", quantity.longName());
            quantity.units().ifPresent(units -> attribute(writer, variable, "units", units));
            attribute(writer, variable, "grid_mapping", mappings.name(one.grid().earth()));
            String coordinates = axes.auxiliaryCoordinates(one.axis());
            if (!coordinates.isEmpty()) {
                attribute(writer, variable, "coordinates", coordinates);
            }
            if (type(one) == DataType.SHORT) {
                writer.addVariableAttribute(variable, new Attribute("scale_factor", STEP));
                writer.addVariableAttribute(variable, new Attribute("_FillValue", MISSING));
            } else {
                writer.addVariableAttribute(variable, new Attribute("_FillValue", Float.NaN));
            }
            variables.add(variable);
        }
        return variables;
    }

    private static void attribute(NetcdfFileWriter writer, Variable variable, String name, String value) {
        writer.addVariableAttribute(variable, new Attribute(name, value));
    }

    /** Fields lie row after row, one after the other: only the first rows are put into their place, the others follow. */
    private static void writeFields(NetcdfFileWriter writer, Variable variable, FieldSeries series)
            throws IOException, InvalidRangeException {
        int nx = series.grid().nx();
        int ny = series.grid().ny();
        int rowsAtOnce = Math.max(1, CELLS_AT_ONCE / nx);
        FollowingCells following = new FollowingCells(writer);
        for (int index = 0; index < series.size(); index++) {
            FieldSeries.Field field = series.fields().open(index);
            for (int first = 0; first < ny; first += rowsAtOnce) {
                int rows = Math.min(rowsAtOnce, ny - first);
                float[] values = new float[rows * nx];
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(field.row(first + row), 0, values, row * nx, nx);
                }
                boolean isFirst = index == 0 && first == 0;
                if (type(series) == DataType.SHORT) {
                    short[] packed = packed(values);
                    if (isFirst) {
                        writer.write(variable, Array.factory(DataType.SHORT, shape(series, rows), packed));
                    } else {
                        following.write(packed);
                    }
                } else if (isFirst) {
                    writer.write(variable, Array.factory(DataType.FLOAT, shape(series, rows), values));
                } else {
                    following.write(values);
                }
            }
        }
    }

    private static int[] shape(FieldSeries series, int rows) {
        int nx = series.grid().nx();
        return series.layers() instanceof Layers.Single ? new int[] {1, rows, nx} : new int[] {1, 1, rows, nx};
    }

    private static short[] packed(float[] probabilities) {
        short[] packed = new short[probabilities.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = Float.isNaN(probabilities[i]) ? MISSING : (short) (probabilities[i] * STEPS + 0.5f);
        }
        return packed;
    }
}
