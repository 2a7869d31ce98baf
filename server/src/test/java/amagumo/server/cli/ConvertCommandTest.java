package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.sample.SampleFiles;
import amagumo.testing.SharedFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

class ConvertCommandTest {

    private static final Path SAMPLES = Path.of("../data-samples");
    private static final String SAMPLE = SAMPLES.resolve(SampleFiles.name(0)).toString();
    private static final String TORNADO = "jma/Z__C_RJTD_20160822020000_NOWC_GPV_Ggis10km_Pphw10_FH0000-0100_grib2.bin";
    private static final String BLOCKS =
            "jma/Z__C_RJTD_20210706233000_RDR_GPV_Ggis0p25km_Pri60lv_Aper5min_ANAL_grib2.bin.gz";

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void csvHasALineForEachCellThatIsNotMissing() throws IOException {
        Path file = folder.resolve("small.bin");
        Files.write(file, small("2024-10-18T00:05:00Z"));
        assertEquals(0, convert(file.toString(), "csv"), err::toString);
        assertEquals(
                List.of(
                        "time,lat,lon,value",
                        "2024-10-18T00:05:00Z,35.995833,138.006250,0.0",
                        "2024-10-18T00:05:00Z,35.995833,138.031250,0.1",
                        "2024-10-18T00:05:00Z,35.987500,138.018750,9.25"),
                Files.readAllLines(out()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Z__C_RJTD_20220808000000_RDR_JMAGPV__grib2.tar",
                "Z__C_RJTD_20240301000000_RDR_GPV_Ggis1km_Phhlv_Aper5min_ANAL_grib2.bin.gz",
                "Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin",
                "Z__C_RJTD_20210706233000_RDR_GPV_Ggis0p25km_Pri60lv_Aper5min_ANAL_grib2.bin.gz",
                "Z__C_RJTD_20160822020000_NOWC_GPV_Ggis10km_Pphw10_FH0000-0100_grib2.bin"
            })
    void uncroppedGrib2IsTheSourcesBytes(String name) throws IOException {
        Path file = SharedFiles.path("jma/" + name);
        assertEquals(0, convert(file.toString(), "grib2"), err::toString);
        assertArrayEquals(unpacked(file), Files.readAllBytes(out()));
    }

    @Test
    void croppedGrib2HoldsTheCellsInTheBox() throws IOException {
        assertEquals(0, convert(SAMPLE, "grib2", "--bbox", "35,139,36,140"), err::toString);
        RadarGrid grid =
                GribReader.read("out", Files.readAllBytes(out())).get(0).grid();
        assertEquals(80, grid.nx());
        assertEquals(120, grid.ny());
        assertEquals(139.00625, grid.west(), 1e-6);
        assertEquals(35.995833, grid.north(), 1e-6);
    }

    @Test
    void aDirectoryOfFramesBecomesOneSeries() throws IOException {
        assertEquals(0, convert(SAMPLES.toString(), "nc", "--bbox", "35,139,36,140"), err::toString);
        try (NetcdfFile file = NetcdfFile.open(out().toString())) {
            Variable rain = file.findVariable("rainfall_rate");
            assertArrayEquals(new int[] {SampleFiles.COUNT, 120, 80}, rain.getShape());
            assertEquals("mm h-1", rain.getUnitsString());
        }
    }

    @Test
    void echoTopIsNotNamedRainfallRate() throws IOException {
        Path file = SharedFiles.path("jma/Z__C_RJTD_20240301000000_RDR_GPV_Ggis1km_Phhlv_Aper5min_ANAL_grib2.bin.gz");
        assertEquals(0, convert(file.toString(), "nc", "--bbox", "35,139,36,140"), err::toString);
        try (NetcdfFile written = NetcdfFile.open(out().toString())) {
            assertNull(written.findVariable("rainfall_rate"));
            assertNotNull(written.findVariable("echo_top_height"));
            assertEquals("km", written.findVariable("echo_top_height").getUnitsString());
        }
    }

    @Test
    void theProductsOfATarAreVariablesOnTheirOwnGrids() throws IOException {
        Path file = SharedFiles.path("jma/Z__C_RJTD_20220808000000_RDR_JMAGPV__grib2.tar");
        assertEquals(0, convert(file.toString(), "nc", "--bbox", "35,139,36,140"), err::toString);
        try (NetcdfFile written = NetcdfFile.open(out().toString())) {
            assertArrayEquals(
                    new int[] {1, 120, 80},
                    written.findVariable("rainfall_rate").getShape());
            assertArrayEquals(
                    new int[] {1, 40, 32},
                    written.findVariable("echo_top_height").getShape());
        }
    }

    @ParameterizedTest
    @CsvSource({"250m, 480, 320", "1km, 120, 80"})
    void a250MetreFileIsWrittenAtTheResolutionAskedFor(String resolution, int rows, int columns) throws IOException {
        String file = SharedFiles.path(BLOCKS).toString();
        String[] options = {"--bbox", "33,130,34,131", "--resolution", resolution};
        assertEquals(0, convert(file, "png", options), err::toString);
        BufferedImage image = ImageIO.read(out().toFile());
        assertEquals(rows, image.getHeight());
        assertEquals(columns, image.getWidth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "csv"})
    void severalFieldsNeedAChoice(String format) throws IOException {
        String file = SharedFiles.path(TORNADO).toString();
        assertEquals(2, convert(file, format));
        assertTrue(err.toString().contains("holds 7 fields: choose one with --field"), err::toString);
        assertEquals(0, convert(file, format, "--field", "4"), err::toString);
    }

    @Test
    void theFourthFieldIsTheOneOfHalfPastTwo() throws IOException {
        String file = SharedFiles.path(TORNADO).toString();
        assertEquals(0, convert(file, "csv", "--field", "4"), err::toString);
        assertTrue(Files.readAllLines(out()).get(1).startsWith("2016-08-22T02:30:00Z,"));
    }

    @ParameterizedTest
    @CsvSource({
        "--field, 2, holds the fields 1 to 1",
        "--field, 0, holds the fields 1 to 1",
        "--resolution, 2km, --resolution is 250m or 1km",
        "--bbox, 'here', is not S",
        "--bbox, '36,139,35,140', south first"
    })
    void badUsageExitsWithTwoAndASentence(String option, String value, String sentence) {
        assertEquals(2, convert(SAMPLE, "nc", option, value));
        assertTrue(err.toString().contains(sentence), err::toString);
        assertTrue(Files.notExists(out()));
    }

    @Test
    void aBoxWithoutACellIsRefused() {
        assertEquals(1, convert(SAMPLE, "nc", "--bbox", "0,0,1,1"));
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nc", "png", "csv", "grib2"})
    void aDamagedFileLeavesWhatWasThereAndNothingElse(String format) throws IOException {
        byte[] bytes = small("2024-10-18T00:05:00Z");
        bytes[bytes.length - 5] = (byte) 0xFF; // the last run goes past the grid
        Path file = folder.resolve("damaged.bin");
        Files.write(file, bytes);
        Files.writeString(out(), "before");
        assertEquals(1, convert(file.toString(), format));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("damaged.bin: offset "), err::toString);
        assertEquals("before", Files.readString(out()));
        try (var left = Files.list(folder)) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void twoFieldsOfOneTimeAreNoSeries() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(small("2024-10-18T00:05:00Z"));
        twice.writeBytes(small("2024-10-18T00:05:00Z"));
        Path file = folder.resolve("twice.bin");
        Files.write(file, twice.toByteArray());
        assertEquals(1, convert(file.toString(), "nc"));
        assertTrue(err.toString().contains("two fields of rain rate at 2024-10-18T00:05:00Z"), err::toString);
    }

    private int convert(String file, String format, String... options) {
        CommandLine command = Amagumo.commandLine().setErr(new PrintWriter(err, true));
        String[] arguments = {"convert", file, "--to", format, "-o", out().toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        return command.execute(all);
    }

    private Path out() {
        return folder.resolve("out");
    }

    /** Two rows of three cells: 0, missing, 0.1 and missing, 9.25, missing. */
    private static byte[] small(String time) {
        Instant end = Instant.parse(time);
        RadarGrid grid = new RadarGrid(3, 2, 36 - 1 / 240.0, 138 + 1 / 160.0, 1 / 120.0, 1 / 80.0);
        LevelTable table = new LevelTable(2, new int[] {0, 10, 925});
        Levels levels = Levels.ofBytes(new byte[] {1, 0, 2, 0, 3, 0});
        return GribWriter.write(
                Identification.jmaAnalysis(end),
                ProductDefinition.observedRain(203, end, 5),
                new RadarFrame(end, 5, grid, table, levels),
                8);
    }

    private static byte[] unpacked(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                return in.readAllBytes();
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        if (!name.endsWith(".tar")) {
            return bytes;
        }
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int at = 0; bytes[at] != 0; ) { // a tar member: a header of 512 bytes, its size in octal at 124
            int size = Integer.parseInt(new String(bytes, at + 124, 11, StandardCharsets.US_ASCII), 8);
            members.write(bytes, at + 512, size);
            at += 512 + (size + 511) / 512 * 512;
        }
        return members.toByteArray();
    }
}
