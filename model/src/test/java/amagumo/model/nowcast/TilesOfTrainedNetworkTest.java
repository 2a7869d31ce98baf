package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.window.Pooling;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.pixel.Conditions;
import amagumo.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped model forecasts the same in many small tiles as in one piece, wherever the seams are. */
class TilesOfTrainedNetworkTest {

    private static final Path SAMPLES = Path.of("../data-samples");
    private static final String JMA = "jma/Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin";

    /** What the tiles may differ by, in pixels. */
    private static final double TOLERANCE = 1e-4;

    /** Columns of the strips that are run; each is as long as the frames. */
    private static final int WIDTH = 96;

    private static final Conditions CONDITIONS = new Conditions(5, 1, 1);

    private static ModelFile model;

    @BeforeAll
    static void readTheModel() throws IOException {
        model = ModelFile.read(SAMPLES.resolve("model.zip"));
    }

    @Test
    void onTheSamplesFrames() throws IOException {
        assertTilesAgree(sampleInputs());
    }

    @Test
    void onAFrameOfAllJapan() throws IOException {
        assertTilesAgree(jmaInputs());
    }

    private static List<float[][]> jmaInputs() throws IOException {
        return movedOn(frame(SharedFiles.path(JMA)));
    }

    private static List<float[][]> sampleInputs() throws IOException {
        List<float[][]> inputs = new ArrayList<>();
        for (Path file : samples()) {
            float[][] rates = frame(file).values();
            inputs.add(mirrored(rates, (rates[0].length - WIDTH) / 2, WIDTH));
        }
        return inputs;
    }

    private static void assertTilesAgree(List<float[][]> inputs) {
        PackedPixels pixels = pixels(inputs);
        PackedPixels whole = run(pixels, Integer.MAX_VALUE);
        // The smallest tiles that there are, a halo of their own rows between two halos, and some larger ones.
        int smallest = 1;
        int larger = pixels.rows()
                * pixels.columns()
                / (3 * model.metadata().patch() * model.metadata().patch());
        for (int maxPositions : new int[] {smallest, larger}) {
            double difference = largestDifference(whole, run(pixels, maxPositions), 0, pixels.rows());
            assertTrue(
                    difference <= TOLERANCE, "tiles of %d positions differ by %s".formatted(maxPositions, difference));
        }
        assertTheHaloMatters(pixels, whole);
    }

    /** A frame that ends early differs from the whole at its end, but not a halo away from it. */
    private static void assertTheHaloMatters(PackedPixels pixels, PackedPixels whole) {
        int end = pixels.rows() / 2;
        PackedPixels part = new PackedPixels(pixels.count(), end, pixels.columns());
        for (int t = 0; t < pixels.count(); t++) {
            part.set(t, Arrays.copyOf(Unpacked.frame(pixels, t), end));
        }
        PackedPixels cut = run(part, Integer.MAX_VALUE);
        int halo =
                TiledNetwork.halo(model.metadata().network()) * model.metadata().patch();
        assertTrue(largestDifference(whole, cut, 0, end - halo) <= TOLERANCE);
        assertTrue(
                largestDifference(whole, cut, end - 1, end) > TOLERANCE, "nothing to be seen at seams without a halo");
    }

    private static PackedPixels run(PackedPixels pixels, int maxPositions) {
        ModelMetadata metadata = model.metadata();
        return Unpacked.run(
                new TiledNetwork(model.network(), metadata.network(), metadata.patch(), maxPositions),
                pixels,
                CONDITIONS.values(),
                metadata.network().leads());
    }

    /** What the model's network is shown of five frames. */
    private static PackedPixels pixels(List<float[][]> inputs) {
        ModelMetadata metadata = model.metadata();
        List<float[][]> pooled = inputs.stream()
                .map(rates -> Pooling.mean(rates, metadata.poolFactor()))
                .toList();
        NetworkInput input = NetworkInput.of(metadata.network(), metadata.frame(), metadata.pixelMap(), pooled, 5, 1);
        PackedPixels pixels = new PackedPixels(input.pixels().size(), pooled.get(0).length, pooled.get(0)[0].length);
        for (int t = 0; t < pixels.count(); t++) {
            pixels.set(t, input.pixels().get(t));
        }
        return pixels;
    }

    private static double largestDifference(PackedPixels a, PackedPixels b, int fromRow, int toRow) {
        double largest = 0;
        for (int lead = 0; lead < a.count(); lead++) {
            float[][] x = Unpacked.frame(a, lead);
            float[][] y = Unpacked.frame(b, lead);
            for (int r = fromRow; r < toRow; r++) {
                for (int c = 0; c < x[r].length; c++) {
                    largest = Math.max(largest, Math.abs(x[r][c] - y[r][c]));
                }
            }
        }
        return largest;
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith("_grib2.bin"))
                    .sorted()
                    .skip(20)
                    .limit(NowcastInput.FRAMES)
                    .toList();
        }
    }

    private static RadarFrame frame(Path file) throws IOException {
        return JmaRain.read(file.toString(), Files.readAllBytes(file), Optional.empty())
                .get(0)
                .frame();
    }

    /** Some columns of a frame, down and up again four times: long enough for many tiles. */
    private static float[][] mirrored(float[][] rates, int column, int columns) {
        float[][] rows = new float[4 * rates.length][];
        for (int r = 0; r < rows.length; r++) {
            int folded = r % (2 * rates.length);
            float[] row = rates[folded < rates.length ? folded : 2 * rates.length - 1 - folded];
            rows[r] = Arrays.copyOfRange(row, column, column + columns);
        }
        return rows;
    }

    /** Five frames of the rainiest strip of one frame, which moves on by 2 columns and 1 row a step. */
    private static List<float[][]> movedOn(RadarFrame frame) {
        int rows = frame.grid().ny() - NowcastInput.FRAMES;
        int shift = 2 * NowcastInput.FRAMES;
        int column = shift;
        double most = -1;
        for (int c = shift; c + WIDTH <= frame.grid().nx(); c += WIDTH) {
            double rain = sum(frame.values(new CellBox(0, c, rows, WIDTH)));
            if (rain > most) {
                most = rain;
                column = c;
            }
        }
        List<float[][]> inputs = new ArrayList<>();
        for (int t = 0; t < NowcastInput.FRAMES; t++) {
            inputs.add(frame.values(new CellBox(NowcastInput.FRAMES - t, column - 2 * t, rows, WIDTH)));
        }
        return inputs;
    }

    private static double sum(float[][] rates) {
        double sum = 0;
        for (float[] row : rates) {
            for (float rate : row) {
                sum += rate > 0 ? rate : 0; // not what is missing
            }
        }
        return sum;
    }
}
