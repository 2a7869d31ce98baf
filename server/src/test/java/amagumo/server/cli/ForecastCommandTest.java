package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.model.file.ModelFile;
import amagumo.server.forecast.RainStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

class ForecastCommandTest {

    private static final int NX = 60;
    private static final int NY = 40;
    private static final Path MODEL = Path.of("../data-samples/model.zip");
    private static final Instant BASE = Instant.parse("2024-03-01T00:20:00Z");
    private static final RadarGrid GRID = new RadarGrid(NX, NY, 36, 139, 1 / 120.0, 1 / 80.0);

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void netcdfHoldsFifteenLeadsOnTheInputsGridInWhateverOrderTheFilesCome() throws IOException {
        List<String> files = new ArrayList<>(files(0, 1, 2, 3, 4));
        Collections.reverse(files);
        Path out = directory.resolve("out.nc");

        assertEquals(0, run(files, "-o", out.toString()), err::toString);

        try (NetcdfFile netcdf = NetcdfFile.open(out.toString())) {
            Variable rate = netcdf.findVariable("rainfall_rate");
            assertArrayEquals(new int[] {15, NY, NX}, rate.getShape());
            assertEquals("mm h-1", rate.getUnitsString());
            int[] leads = (int[]) netcdf.findVariable("lead_time").read().copyTo1DJavaArray();
            assertArrayEquals(IntStream.rangeClosed(1, 15).map(k -> 5 * k).toArray(), leads);
            assertEquals(
                    BASE.getEpochSecond(),
                    netcdf.findVariable("forecast_reference_time").readScalarDouble());
            double[] latitudes = (double[]) netcdf.findVariable("lat").read().copyTo1DJavaArray();
            assertEquals(36, latitudes[0], 1e-6);
            assertTrue(latitudes[1] < latitudes[0]);
            float[] values = (float[]) rate.read().copyTo1DJavaArray();
            for (int i = 0; i < values.length; i++) {
                boolean missing = isMissing(i / NX % NY, i % NX);
                assertEquals(missing, Float.isNaN(values[i]));
                assertTrue(missing || values[i] >= 0);
            }
        }
    }

    @Test
    void probabilitiesHaveAThresholdAxisAndNeverGrowAlongIt() throws IOException {
        Path out = directory.resolve("out.nc");

        assertEquals(0, run(files(0, 1, 2, 3, 4), "--probabilities", "-o", out.toString()), err::toString);

        try (NetcdfFile netcdf = NetcdfFile.open(out.toString())) {
            Variable probability = netcdf.findVariable("exceedance_probability");
            assertArrayEquals(new int[] {15, 6, NY, NX}, probability.getShape());
            assertArrayEquals(new double[] {0.5, 1, 2, 5, 10, 20}, (double[])
                    netcdf.findVariable("threshold").read().copyTo1DJavaArray());
            assertEquals(
                    "amagumo lagrangian-probability",
                    netcdf.findGlobalAttribute("source").getStringValue());
            short[] tenThousandths = (short[]) probability.read().copyTo1DJavaArray();
            int highest = 0;
            for (int i = 0; i < tenThousandths.length; i++) {
                boolean missing = isMissing(i / NX % NY, i % NX);
                boolean lowest = i / (NX * NY) % 6 == 0;
                int most = lowest ? 10_000 : tenThousandths[i - NX * NY];
                assertEquals(missing, tenThousandths[i] == -1);
                assertTrue(missing || tenThousandths[i] >= 0 && tenThousandths[i] <= most, "element " + i);
                highest = Math.max(highest, tenThousandths[i]);
            }
            assertTrue(highest > 9_000);
        }
    }

    @Test
    void aModelForecastsItsProbabilitiesOrSaysThatItHasNone() throws IOException {
        String out = directory.resolve("out.nc").toString();
        String rates = "../training/rates.zip";
        List<String> files = files(0, 1, 2, 3, 4);

        assertEquals(0, run(files, "--probabilities", "--model", MODEL.toString(), "-o", out), err::toString);
        errors();
        assertEquals(1, run(files, "--probabilities", "--model", rates, "-o", out));
        assertEquals("amagumo: %s: does not forecast probabilities\n".formatted(rates), errors());
    }

    @Test
    void probabilitiesOfOpticalFlowAndInOtherFormatsAreRefused() throws IOException {
        List<String> files = files(0, 1, 2, 3, 4);
        Path out = directory.resolve("out.nc");

        assertEquals(2, run(files, "--probabilities", "--nowcaster", "rover", "-o", out.toString()));
        assertTrue(errors().contains("rover does not forecast probabilities"), err::toString);
        assertEquals(
                2,
                run(
                        files,
                        "--probabilities",
                        "-o",
                        directory.resolve("out.grib2").toString()));
        assertTrue(errors().contains("the output must end in .nc"), err::toString);
        assertFalse(Files.exists(out));
    }

    @Test
    void membersDifferFromEachOtherAndAreTheSameForTheSameSeed() throws IOException {
        Path out = directory.resolve("out.nc");
        Path again = directory.resolve("again.nc");
        List<String> files = files(0, 1, 2, 3, 4);

        assertEquals(0, run(files, "--members", "2", "--seed", "7", "-o", out.toString()), err::toString);
        assertEquals(0, run(files, "--members", "2", "--seed", "7", "-o", again.toString()), err::toString);

        assertEquals(-1, Files.mismatch(out, again));
        try (NetcdfFile netcdf = NetcdfFile.open(out.toString())) {
            Variable rain = netcdf.findVariable("rainfall_rate");
            assertArrayEquals(new int[] {15, 2, NY, NX}, rain.getShape());
            float[] rates = (float[]) rain.read().copyTo1DJavaArray();
            int different = 0;
            for (int i = 0; i < rates.length; i++) {
                boolean missing = isMissing(i / NX % NY, i % NX);
                assertEquals(missing, Float.isNaN(rates[i]), "element " + i);
                assertTrue(missing || rates[i] >= 0);
                boolean first = i / (NX * NY) % 2 == 0;
                different += first && !missing && rates[i] != rates[i + NX * NY] ? 1 : 0;
            }
            assertTrue(different > 0);
        }
    }

    @Test
    void aNumberOfMembersOutOfRangeAndMembersWithProbabilitiesAreRefused() throws IOException {
        List<String> files = files(0, 1, 2, 3, 4);
        String out = directory.resolve("out.nc").toString();

        assertEquals(2, run(files, "--members", "0", "-o", out));
        assertTrue(errors().contains("--members must be 1 to 100, not 0"), err::toString);
        assertEquals(2, run(files, "--members", "2", "--probabilities", "-o", out));
        assertTrue(errors().contains("either --probabilities or --members, not both"), err::toString);
    }

    @Test
    void gribHoldsAMessageALeadWithTheNearestLevels() throws IOException {
        Path out = directory.resolve("out.grib2");

        assertEquals(0, run(files(0, 1, 2, 3, 4), "--nowcaster", "persistence", "-o", out.toString()), err::toString);

        List<GribField> fields = GribReader.read("out.grib2", Files.readAllBytes(out));
        assertEquals(15, fields.size());
        for (int lead = 1; lead <= 15; lead++) {
            GribField field = fields.get(lead - 1);
            assertEquals(8, field.product().template());
            assertEquals(BASE, field.identification().referenceTime());
            assertEquals(BASE.plus(Duration.ofMinutes(5L * lead)), field.validTime());
            assertTrue(field.grid().sameCellsAs(GRID));
            assertEquals(frame(4).value(20, 30), field.frame().value(20, 30));
        }
    }

    @Test
    void aStoreIsForecastFromItsNewestFramesOrThoseBeforeABaseTime() throws IOException {
        String store = store(0, 1, 2, 3, 4, 5, 6);
        Path newest = directory.resolve("newest.grib2");
        Path earlier = directory.resolve("earlier.grib2");
        String[] persistence = {"--nowcaster", "persistence", "--store", store, "-o"};

        assertEquals(0, run(List.of(), with(persistence, newest.toString())), err::toString);
        assertEquals(
                0, run(List.of(), with(persistence, earlier.toString(), "--base", BASE.toString())), err::toString);

        assertEquals(BASE.plus(Duration.ofMinutes(10)), base(newest));
        assertEquals(BASE, base(earlier));
    }

    @Test
    void aStoreWithoutTheFramesOfABaseTimeIsRefusedInOneSentence() throws IOException {
        String store = store(0, 1, 3, 4, 5, 6);
        String out = directory.resolve("out.nc").toString();

        assertEquals(1, run(List.of(), "--store", store, "-o", out));
        assertEquals("amagumo: %s: the store does not have 5 frames in a row\n".formatted(store), errors());
        assertEquals(1, run(List.of(), "--store", store, "--base", "2024-03-01T00:30:00Z", "-o", out));
        assertEquals(
                "amagumo: %s: a forecast at 2024-03-01T00:30:00Z needs the frame of 2024-03-01T00:10:00Z, which is not there\n"
                        .formatted(store),
                errors());
        assertEquals(1, run(List.of(), "--store", directory.toString(), "-o", out));
        assertEquals("amagumo: %s: not a frame store\n".formatted(directory), errors());
        assertFalse(Files.exists(Path.of(out)));
    }

    @Test
    void aModelMakesTheForecastOfAStoreAndSaysSo() throws IOException {
        String name = ModelFile.readMetadata(MODEL).name();
        Path out = directory.resolve("out.nc");

        assertEquals(
                0,
                run(List.of(), "--store", store(0, 1, 2, 3, 4), "--model", MODEL.toString(), "-o", out.toString()),
                err::toString);

        try (NetcdfFile netcdf = NetcdfFile.open(out.toString())) {
            assertEquals("amagumo " + name, netcdf.findGlobalAttribute("source").getStringValue());
            assertArrayEquals(
                    new int[] {15, NY, NX}, netcdf.findVariable("rainfall_rate").getShape());
        }
    }

    @Test
    void aModelRefusesFramesThatItDoesNotKnowInOneSentence() throws IOException {
        String name = ModelFile.readMetadata(MODEL).name();
        List<String> halfHourly = files(0, 6, 12, 18, 24);

        assertEquals(
                1,
                run(
                        halfHourly,
                        "--model",
                        MODEL.toString(),
                        "-o",
                        directory.resolve("out.nc").toString()));
        String error = errors();
        assertTrue(error.startsWith("amagumo: model %s was trained on steps of ".formatted(name)), error);
        assertTrue(error.endsWith(" and cannot forecast frames 30 minutes apart\n"), error);
    }

    /** Rates, probabilities and members. */
    @ParameterizedTest
    @ValueSource(strings = {"--nowcaster=persistence", "--probabilities", "--members=1"})
    void whatAStoresValuesWereMadeFromIsInTheFile(String option) throws IOException {
        Path store = directory.resolve("store");
        RainStore.describe(store, "from colour classes");
        RainStore.append(store, BASE, 5);
        Path out = directory.resolve("out.nc");

        assertEquals(0, run(List.of(), "--store", store.toString(), option, "-o", out.toString()), err::toString);

        try (NetcdfFile netcdf = NetcdfFile.open(out.toString())) {
            String source = netcdf.findGlobalAttribute("source").getStringValue();
            assertTrue(source.endsWith("; observed values: from colour classes"), source);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"persistence", "rover", "smoothed-rover"})
    void eachNowcasterThatNeedsNoModelHasAName(String name) throws IOException {
        Path out = directory.resolve("out.nc");

        assertEquals(0, run(files(0, 1, 2, 3, 4), "--nowcaster", name, "-o", out.toString()), err::toString);

        try (NetcdfFile netcdf = NetcdfFile.open(out.toString())) {
            assertEquals("amagumo " + name, netcdf.findGlobalAttribute("source").getStringValue());
        }
    }

    @Test
    void picturesAreNamedByTheirValidTimes() throws IOException {
        Path out = directory.resolve("pictures");

        assertEquals(0, run(files(0, 1, 2, 3, 4), "-o", out + "/"), err::toString);

        try (Stream<Path> pictures = Files.list(out)) {
            List<String> names =
                    pictures.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(15, names.size());
            assertEquals("20240301T002500Z.png", names.get(0));
            assertEquals("20240301T013500Z.png", names.get(14));
        }
    }

    @Test
    void framesThatAreNoSequenceAreRefusedInOneSentence() throws IOException {
        String out = directory.resolve("out.nc").toString();

        assertEquals(1, run(files(0, 1, 2, 4, 5), "-o", out));
        assertEquals(
                "amagumo: the frames are not equally spaced: there is 2024-03-01T00:10:00Z where"
                        + " 2024-03-01T00:15:00Z should be, 5 minutes apart\n",
                errors());
        assertEquals(1, run(files(0, 1, 2, 3), "-o", out));
        assertEquals("amagumo: 4 frames of rain instead of 5\n", errors());
        assertEquals(1, run(files(0, 1, 2, 3, 3), "-o", out));
        assertEquals("amagumo: two frames of rain are 0 seconds apart\n", errors());
        assertFalse(Files.exists(Path.of(out)));
    }

    @Test
    void contradictoryOptionsAreBadUsage() throws IOException {
        List<String> files = files(0, 1, 2, 3, 4);

        assertEquals(2, run(List.of(), "-o", "out.nc"));
        assertEquals(2, run(files, "--store", "store", "-o", "out.nc"));
        assertEquals(2, run(files, "--base", "2024-03-01T00:00:00Z", "-o", "out.nc"));
        assertEquals(2, run(files, "--nowcaster", "convlstm", "-o", "out.nc"));
        assertEquals(2, run(files, "--nowcaster", "rover", "--model", "model.zip", "-o", "out.nc"));
        assertEquals(2, run(files, "-o", "out.txt"));
        assertEquals(2, run(List.of(), "--store", "store", "--base", "yesterday", "-o", "out.nc"));
    }

    /** The base time of a forecast in GRIB2. */
    private static Instant base(Path file) throws IOException {
        return GribReader.read(file.toString(), Files.readAllBytes(file))
                .get(0)
                .identification()
                .referenceTime();
    }

    private String store(int... times) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("ingest"));
        arguments.addAll(files(times));
        String store = directory.resolve("store").toString();
        arguments.addAll(List.of("--store", store));
        assertEquals(0, execute(arguments), err::toString);
        err.getBuffer().setLength(0);
        return store;
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private List<String> files(int... times) throws IOException {
        List<String> files = new ArrayList<>();
        for (int time : times) {
            RadarFrame frame = frame(time);
            Path file = directory.resolve("frame" + time + ".bin");
            Files.write(
                    file,
                    GribWriter.write(
                            Identification.jmaAnalysis(frame.validTime()),
                            ProductDefinition.observedRain(203, frame.validTime(), 5),
                            frame,
                            8));
            files.add(file.toString());
        }
        return files;
    }

    /** A shower that moves east by 2 cells a step; the time of index 4 is the base time. */
    private static RadarFrame frame(int time) {
        byte[] levels = new byte[NX * NY];
        for (int i = 0; i < levels.length; i++) {
            double away = Math.hypot(i / NX - 20, i % NX - 22 - 2 * time);
            levels[i] = (byte) (isMissing(i / NX, i % NX) ? 0 : Math.max(1, 60 - 5 * away));
        }
        Instant validTime = BASE.plus(Duration.ofMinutes(5L * (time - 4)));
        return new RadarFrame(validTime, 5, GRID, JmaLevels.RAIN_251, Levels.ofBytes(levels));
    }

    private static boolean isMissing(int row, int column) {
        return row + column < 12;
    }

    private int run(List<String> files, String... options) {
        List<String> arguments = new ArrayList<>(List.of("forecast"));
        arguments.addAll(files);
        arguments.addAll(List.of(options));
        return execute(arguments);
    }

    private int execute(List<String> arguments) {
        CommandLine command = Amagumo.commandLine();
        command.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(String[]::new));
    }

    /** Standard error without progress, then empty again. */
    private String errors() {
        String errors = err.toString();
        err.getBuffer().setLength(0);
        return errors;
    }
}
