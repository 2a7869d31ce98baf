package amagumo.ingest.export;

import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * The coordinate variables of a NetCDF file and their bounds: defined first, written once the header is written. Two
 * series on the same grid, or with the same times, share them; the names of further ones end in {@code _2}, {@code _3},
 * ...
 */
final class NetcdfAxes {

    private static final String BOUNDS_DIMENSION = "bnds";
    private static final String TIME_UNITS = "seconds since 1970-01-01 00:00:00";

    private final NetcdfFileWriter writer;
    private final List<RadarGrid> grids = new ArrayList<>();
    private final List<SeriesAxis> series = new ArrayList<>();
    private final List<Layers.Thresholds> thresholds = new ArrayList<>();
    private final List<Layers.Realizations> realizations = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    private record Pending(Variable variable, Array values) {}

    NetcdfAxes(NetcdfFileWriter writer) {
        this.writer = writer;
        writer.addDimension(null, BOUNDS_DIMENSION, 2);
    }

    /** The names of a grid's latitude and longitude dimensions, separated by a space. */
    String gridDimensions(RadarGrid grid) {
        int known = grids.indexOf(grid);
        String suffix = suffix(known < 0 ? grids.size() : known);
        String lat = "lat" + suffix;
        String lon = "lon" + suffix;
        if (known < 0) {
            grids.add(grid);
            writer.addDimension(null, lat, grid.ny());
            writer.addDimension(null, lon, grid.nx());
            degrees(lat, "latitude", "degrees_north", "Y", grid.ny(), grid::latitude, -grid.dLat() / 2);
            degrees(lon, "longitude", "degrees_east", "X", grid.nx(), grid::longitude, grid.dLon() / 2);
        }
        return lat + " " + lon;
    }

    /** The name of the time dimension of an axis. */
    String timeDimension(SeriesAxis axis) {
        int known = series.indexOf(axis);
        String suffix = suffix(known < 0 ? series.size() : known);
        String dimension = "time" + suffix;
        if (known < 0) {
            series.add(axis);
            writer.addDimension(null, dimension, axis.validTimes().size());
            times(dimension, axis);
            if (axis instanceof SeriesAxis.Forecast forecast) {
                leads(dimension, suffix, forecast);
            }
        }
        return dimension;
    }

    /** The name of the dimension of layers and a blank; empty if there is one field of each time. */
    String layerDimension(Layers layers) {
        if (layers instanceof Layers.Thresholds of) {
            return thresholdDimension(of) + " ";
        }
        if (layers instanceof Layers.Realizations of) {
            return realizationDimension(of) + " ";
        }
        return "";
    }

    private String thresholdDimension(Layers.Thresholds layers) {
        int known = thresholds.indexOf(layers);
        String name = "threshold" + suffix(known < 0 ? thresholds.size() : known);
        if (known < 0) {
            thresholds.add(layers);
            writer.addDimension(null, name, layers.count());
            Variable variable = variable(name, DataType.DOUBLE, name, "rainfall_rate", "mm h-1");
            attribute(variable, "long_name", "rain rate that is reached");
            fill(variable, layers.mmH().stream().mapToDouble(Float::doubleValue).toArray());
        }
        return name;
    }

    private String realizationDimension(Layers.Realizations layers) {
        int known = realizations.indexOf(layers);
        String name = "realization" + suffix(known < 0 ? realizations.size() : known);
        if (known < 0) {
            realizations.add(layers);
            writer.addDimension(null, name, layers.count());
            Variable variable = variable(name, DataType.INT, name, "realization", "1");
            int[] numbers = IntStream.rangeClosed(1, layers.count()).toArray();
            pending.add(new Pending(variable, Array.factory(int.class, new int[] {numbers.length}, numbers)));
        }
        return name;
    }

    /** What a variable's attribute {@code coordinates} lists besides its dimensions; empty if nothing. */
    String auxiliaryCoordinates(SeriesAxis axis) {
        String suffix = suffix(series.indexOf(axis));
        return axis instanceof SeriesAxis.Forecast ? "lead_time" + suffix + " forecast_reference_time" + suffix : "";
    }

    /** Writes the values of all variables that were defined. */
    void write() throws IOException, InvalidRangeException {
        for (Pending one : pending) {
            writer.write(one.variable(), one.values());
        }
    }

    private void degrees(
            String name,
            String standardName,
            String units,
            String axis,
            int size,
            IntToDoubleFunction centre,
            double toSecondBound) {
        Variable variable = variable(name, DataType.DOUBLE, name, standardName, units);
        attribute(variable, "axis", axis);
        fill(variable, IntStream.range(0, size).mapToDouble(centre).toArray());
        bounds(
                variable,
                name,
                IntStream.range(0, size)
                        .boxed()
                        .flatMap(
                                i -> List.of(
                                        centre.applyAsDouble(i) - toSecondBound,
                                        centre.applyAsDouble(i) + toSecondBound)
                                        .stream())
                        .mapToDouble(bound -> name.startsWith("lat") ? Math.max(-90, Math.min(90, bound)) : bound)
                        .toArray());
    }

    private void times(String dimension, SeriesAxis axis) {
        Variable variable = time(dimension, dimension, "time");
        attribute(variable, "axis", "T");
        double[] seconds =
                axis.validTimes().stream().mapToDouble(NetcdfAxes::seconds).toArray();
        fill(variable, seconds);
        int interval = 60 * axis.intervalMinutes();
        if (interval > 0) {
            bounds(
                    variable,
                    dimension,
                    IntStream.range(0, 2 * seconds.length)
                            .mapToDouble(i -> seconds[i / 2] - (i % 2 == 0 ? interval : 0))
                            .toArray());
        }
    }

    private void leads(String dimension, String suffix, SeriesAxis.Forecast axis) {
        Variable lead = variable("lead_time" + suffix, DataType.INT, dimension, "forecast_period", "minutes");
        attribute(lead, "long_name", "lead time after the base time");
        pending.add(new Pending(
                lead,
                Array.factory(
                        int.class,
                        new int[] {axis.count()},
                        axis.leadMinutes().stream().mapToInt(Integer::intValue).toArray())));
        Variable base = time("forecast_reference_time" + suffix, "", "forecast_reference_time");
        pending.add(
                new Pending(base, Array.factory(double.class, new int[0], new double[] {seconds(axis.baseTime())})));
    }

    private Variable time(String name, String dimensions, String standardName) {
        Variable variable = variable(name, DataType.DOUBLE, dimensions, standardName, TIME_UNITS);
        attribute(variable, "calendar", "standard");
        return variable;
    }

    private Variable variable(String name, DataType type, String dimensions, String standardName, String units) {
        Variable variable = writer.addVariable(null, name, type, dimensions);
        attribute(variable, "standard_name", standardName);
        attribute(variable, "units", units);
        return variable;
    }

    private void bounds(Variable of, String dimension, double[] values) {
        String name = of.getShortName() + "_bnds";
        attribute(of, "bounds", name);
        Variable variable = writer.addVariable(null, name, DataType.DOUBLE, dimension + " " + BOUNDS_DIMENSION);
        pending.add(new Pending(variable, Array.factory(double.class, new int[] {values.length / 2, 2}, values)));
    }

    private void fill(Variable variable, double[] values) {
        pending.add(new Pending(variable, Array.factory(double.class, new int[] {values.length}, values)));
    }

    private void attribute(Variable variable, String name, String value) {
        writer.addVariableAttribute(variable, new Attribute(name, value));
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    static String suffix(int index) {
        return index == 0 ? "" : "_" + (index + 1);
    }
}
