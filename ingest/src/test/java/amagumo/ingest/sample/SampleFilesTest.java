package amagumo.ingest.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.RadarFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleFilesTest {

    private static final Path SAMPLES = Path.of("../data-samples");

    @Test
    void theSamplesAreMadeAgainByteForByte() {
        SampleFiles files = new SampleFiles(SampleFiles.SEED);
        IntStream.range(0, SampleFiles.COUNT)
                .parallel()
                .forEach(i -> assertArrayEquals(sample(i), files.bytes(i), SampleFiles.name(i)));
    }

    @Test
    void theyAreThreeHoursOfRainOnCellsOfJmasGrid() throws IOException {
        Instant first = Instant.parse("2000-07-01T03:00:00Z");
        for (int i = 0; i < SampleFiles.COUNT; i++) {
            RadarFrame frame = JmaRain.read(SampleFiles.name(i), sample(i), Optional.empty())
                    .get(0)
                    .frame();
            assertEquals(first.plusSeconds(300L * i), frame.validTime());
            assertEquals(5, frame.stepMinutes());
            assertTrue(frame.grid().sameCellsAs(SampleFiles.GRID));
            int wet = 0;
            int heavy = 0;
            int missing = 0;
            for (float[] row : frame.values()) {
                for (float rate : row) {
                    wet += rate >= 0.5f ? 1 : 0;
                    heavy += rate >= 20 ? 1 : 0;
                    missing += Float.isNaN(rate) ? 1 : 0;
                }
            }
            double cells = frame.grid().cells();
            assertTrue(wet / cells > 0.15 && wet / cells < 0.4, "wet: " + wet / cells);
            assertTrue(heavy > 0, "no heavy rain in frame " + i);
            assertTrue(missing > 0 && missing / cells < 0.05, "missing: " + missing / cells);
        }
    }

    @Test
    void theyAreSmall() {
        int bytes =
                IntStream.range(0, SampleFiles.COUNT).map(i -> sample(i).length).sum();
        assertTrue(bytes < 2_000_000, bytes + " bytes");
    }

    private static byte[] sample(int index) {
        try {
            return Files.readAllBytes(SAMPLES.resolve(SampleFiles.name(index)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
