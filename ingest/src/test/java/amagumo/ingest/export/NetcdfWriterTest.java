package amagumo.ingest.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.Ellipsoid;
import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

class NetcdfWriterTest {

    private static final RadarGrid GRID = new RadarGrid(3, 2, 36, 135, 0.5, 0.25);
    private static final Instant FIRST = Instant.parse("2024-10-18T00:05:00Z");
    private static final SeriesAxis TIMES = new SeriesAxis.Times(List.of(FIRST, FIRST.plusSeconds(300)), 5);

    @TempDir
    Path folder;

    @Test
    void aSeriesHasItsValuesNorthFirstAndMissingAsNaN() throws IOException {
        try (NetcdfFile file = written(series(Quantity.RAINFALL_RATE, GRID, TIMES))) {
            Variable rain = file.findVariable("rainfall_rate");
            assertEquals("time lat lon", rain.getDimensionsString());
            assertEquals("mm h-1", rain.getUnitsString());
            assertTrue(Float.isNaN(
                    rain.findAttribute("_FillValue").getNumericValue().floatValue()));
            assertArrayEquals(new float[] {0, 1, 2, 10, Float.NaN, 12, 100, 101, 102, 110, Float.NaN, 112}, (float[])
                    rain.read().copyTo1DJavaArray());
            assertEquals("CF-1.10", file.findGlobalAttribute("Conventions").getStringValue());
            assertEquals("a test", file.findGlobalAttribute("title").getStringValue());
        }
    }

    @Test
    void equalFieldsGiveEqualFilesInWhateverOrderTheAttributesCome() throws IOException {
        List<FieldSeries> series = List.of(series(Quantity.RAINFALL_RATE, GRID, TIMES));
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("title", "a test");
        oneWay.put("source", "made up");
        Map<String, String> otherWay = new LinkedHashMap<>();
        otherWay.put("source", "made up");
        otherWay.put("title", "a test");
        Path one = folder.resolve("one.nc");
        Path other = folder.resolve("other.nc");
        NetcdfWriter.write(one, oneWay, series);
        NetcdfWriter.write(other, otherWay, series);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
    }

    @Test
    void coordinatesAreCellCentresAndBoundsAreCellEdges() throws IOException {
        try (NetcdfFile file = written(series(Quantity.RAINFALL_RATE, GRID, TIMES))) {
            assertArrayEquals(new double[] {36, 35.5}, doubles(file, "lat"));
            assertArrayEquals(new double[] {135, 135.25, 135.5}, doubles(file, "lon"));
            assertArrayEquals(new double[] {36.25, 35.75, 35.75, 35.25}, doubles(file, "lat_bnds"));
            assertArrayEquals(
                    new double[] {134.875, 135.125, 135.125, 135.375, 135.375, 135.625}, doubles(file, "lon_bnds"));
        }
    }

    @Test
    void timesAreTheEndsOfTheirIntervals() throws IOException {
        try (NetcdfFile file = written(series(Quantity.RAINFALL_RATE, GRID, TIMES))) {
            assertEquals(
                    "seconds since 1970-01-01 00:00:00",
                    file.findVariable("time").getUnitsString());
            double end = FIRST.getEpochSecond();
            assertArrayEquals(new double[] {end, end + 300}, doubles(file, "time"));
            assertArrayEquals(new double[] {end - 300, end, end, end + 300}, doubles(file, "time_bnds"));
        }
    }

    @Test
    void aForecastIsASeriesOfValidTimesWithLeadsInMinutesAndItsBaseTime() throws IOException {
        SeriesAxis leads = new SeriesAxis.Forecast(FIRST, 5, 15);
        try (NetcdfFile file = written(series(Quantity.RAINFALL_RATE, GRID, leads))) {
            Variable rain = file.findVariable("rainfall_rate");
            assertEquals("time lat lon", rain.getDimensionsString());
            assertEquals(
                    "lead_time forecast_reference_time",
                    rain.findAttribute("coordinates").getStringValue());
            assertEquals("minutes", file.findVariable("lead_time").getUnitsString());
            assertArrayEquals(new int[] {5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75}, (int[])
                    file.findVariable("lead_time").read().copyTo1DJavaArray());
            assertEquals("time", file.findVariable("lead_time").getDimensionsString());
            assertArrayEquals(new double[] {FIRST.getEpochSecond()}, doubles(file, "forecast_reference_time"));
            double[] times = doubles(file, "time");
            assertEquals(15, times.length);
            assertEquals(FIRST.getEpochSecond() + 4500, times[14]);
        }
    }

    @Test
    void probabilitiesHaveAThresholdAxisAndArePacked() throws IOException {
        SeriesAxis leads = new SeriesAxis.Forecast(FIRST, 5, 2);
        List<Float> thresholds = List.of(2f, 5f);
        FieldSeries.Fields fields = index -> row -> new float[] {(index + 1) / 10f, row == 1 ? Float.NaN : 0, 1};
        Quantity quantity = Quantity.EXCEEDANCE_PROBABILITY;
        try (NetcdfFile file =
                written(new FieldSeries(quantity, GRID, leads, new Layers.Thresholds(thresholds), fields))) {
            Variable probability = file.findVariable("exceedance_probability");
            assertEquals("time threshold lat lon", probability.getDimensionsString());
            assertEquals("1", probability.getUnitsString());
            assertEquals(1e-4, probability.findAttribute("scale_factor").getNumericValue());
            assertEquals((short) -1, probability.findAttribute("_FillValue").getNumericValue());
            short[] expected = {
                1000, 0, 10000, 1000, -1, 10000, 2000, 0, 10000, 2000, -1, 10000,
                3000, 0, 10000, 3000, -1, 10000, 4000, 0, 10000, 4000, -1, 10000
            };
            assertArrayEquals(expected, (short[]) probability.read().copyTo1DJavaArray());
            Variable threshold = file.findVariable("threshold");
            assertArrayEquals(new double[] {2, 5}, doubles(file, "threshold"));
            assertEquals("mm h-1", threshold.getUnitsString());
            assertEquals(
                    "rainfall_rate", threshold.findAttribute("standard_name").getStringValue());
        }
    }

    @Test
    void membersHaveARealizationAxisAndAreRainRates() throws IOException {
        SeriesAxis leads = new SeriesAxis.Forecast(FIRST, 5, 2);
        FieldSeries.Fields fields = index -> row -> new float[] {index + 1, row == 1 ? Float.NaN : 0, 0.5f};
        Layers members = new Layers.Realizations(2);
        try (NetcdfFile file = written(new FieldSeries(Quantity.RAINFALL_RATE, GRID, leads, members, fields))) {
            Variable rain = file.findVariable("rainfall_rate");
            assertEquals("time realization lat lon", rain.getDimensionsString());
            assertEquals("mm h-1", rain.getUnitsString());
            float[] expected = {
                1, 0, 0.5f, 1, Float.NaN, 0.5f, 2, 0, 0.5f, 2, Float.NaN, 0.5f,
                3, 0, 0.5f, 3, Float.NaN, 0.5f, 4, 0, 0.5f, 4, Float.NaN, 0.5f
            };
            assertArrayEquals(expected, (float[]) rain.read().copyTo1DJavaArray());
            Variable realization = file.findVariable("realization");
            assertArrayEquals(new int[] {1, 2}, (int[]) realization.read().copyTo1DJavaArray());
            assertEquals(
                    "realization", realization.findAttribute("standard_name").getStringValue());
        }
    }

    @Test
    void theEllipsoidIsNamedByAGridMapping() throws IOException {
        RadarGrid onASphere = new RadarGrid(2, 2, 36, 135, 1, 1, new Ellipsoid("", 6_371_229, 0));
        try (NetcdfFile file = written(
                series(Quantity.RAINFALL_RATE, GRID, TIMES), series(Quantity.RAINFALL_RATE, onASphere, TIMES))) {
            Variable rain = file.findVariable("rainfall_rate");
            assertEquals("crs", rain.findAttribute("grid_mapping").getStringValue());
            Variable crs = file.findVariable("crs");
            assertEquals(
                    "latitude_longitude", crs.findAttribute("grid_mapping_name").getStringValue());
            assertEquals(
                    "GRS 1980", crs.findAttribute("reference_ellipsoid_name").getStringValue());
            assertEquals(6_378_137.0, crs.findAttribute("semi_major_axis").getNumericValue());
            assertEquals(298.257222101, crs.findAttribute("inverse_flattening").getNumericValue());
            assertEquals(
                    "crs_2",
                    file.findVariable("rainfall_rate_2")
                            .findAttribute("grid_mapping")
                            .getStringValue());
            assertEquals(
                    6_371_229.0,
                    file.findVariable("crs_2").findAttribute("earth_radius").getNumericValue());
        }
    }

    @Test
    void aSecondGridGetsAxesOfItsOwnAndSharedOnesAreWrittenOnce() throws IOException {
        Quantity echoTop = new Quantity("echo_top_height", Optional.empty(), "echo top height", Optional.of("km"));
        RadarGrid coarse = new RadarGrid(3, 2, 36, 135, 1, 1);
        try (NetcdfFile file = written(series(Quantity.RAINFALL_RATE, GRID, TIMES), series(echoTop, coarse, TIMES))) {
            assertEquals("time lat lon", file.findVariable("rainfall_rate").getDimensionsString());
            assertEquals(
                    "time lat_2 lon_2", file.findVariable("echo_top_height").getDimensionsString());
            assertArrayEquals(new double[] {36, 35}, doubles(file, "lat_2"));
        }
    }

    @Test
    void aFieldOfManyRowBandsIsWrittenWhole() throws IOException {
        RadarGrid tall = new RadarGrid(1000, 2500, 48, 118, 0.01, 0.01);
        FieldSeries.Fields rows = index -> row -> {
            float[] values = new float[1000];
            Arrays.fill(values, row);
            return values;
        };
        SeriesAxis instant = new SeriesAxis.Times(List.of(FIRST), 0);
        try (NetcdfFile file = written(new FieldSeries(Quantity.RAINFALL_RATE, tall, instant, rows))) {
            float[] values = (float[]) file.findVariable("rainfall_rate").read().copyTo1DJavaArray();
            for (int i = 0; i < values.length; i++) {
                assertEquals(i / 1000, values[i]);
            }
        }
    }

    @Test
    void moreThanTheFormatHoldsIsRefusedInOneSentence() {
        RadarGrid japan = new RadarGrid(10_240, 13_440, 47.9, 118.1, 1 / 480.0, 1 / 320.0);
        SeriesAxis leads = new SeriesAxis.Forecast(FIRST, 5, 15);
        IOException refused =
                assertThrows(IOException.class, () -> written(series(Quantity.RAINFALL_RATE, japan, leads)));
        assertTrue(refused.getMessage().endsWith("more than the 4 GiB of a NetCDF-3 variable"), refused.getMessage());
    }

    @Test
    void timesThatDoNotAscendAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SeriesAxis.Times(List.of(FIRST, FIRST), 5));
    }

    /** Values tell their field, row and column: 100 x field + 10 x row + column; the cell 1, 1 is missing. */
    private static FieldSeries series(Quantity quantity, RadarGrid grid, SeriesAxis axis) {
        return new FieldSeries(quantity, grid, axis, index -> row -> {
            float[] values = new float[grid.nx()];
            for (int column = 0; column < values.length; column++) {
                values[column] = row == 1 && column == 1 ? Float.NaN : 100 * index + 10 * row + column;
            }
            return values;
        });
    }

    private NetcdfFile written(FieldSeries... series) throws IOException {
        Path file = folder.resolve("series.nc");
        NetcdfWriter.write(file, Map.of("title", "a test"), List.of(series));
        return NetcdfFile.open(file.toString());
    }

    private static double[] doubles(NetcdfFile file, String variable) throws IOException {
        return (double[]) file.findVariable(variable).read().copyTo1DJavaArray();
    }
}
