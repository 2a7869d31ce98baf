package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are read or refused with {@link MalformedGribException}, and what is read survives being written. As a test
 * it runs on its seeds; with JAZZER_FUZZ=1 and JAZZER_MAX_DURATION=60s in the environment it looks for worse ones.
 */
class GribReaderFuzzTest {

    /** Larger grids are walked, not decoded: what they take is what the caller asked for. */
    private static final int CELLS_TO_DECODE = 1 << 16;

    private static final BoundingBox BOX = new BoundingBox(35, 138, 35.6, 138.2);

    static Stream<byte[]> seeds() {
        return SmallMessages.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        findWholeMessages(bytes);
        try {
            List<GribField> fields = GribReader.read("f", bytes);
            for (GribField field : fields) {
                field.check();
            }
            if (fields.stream().allMatch(field -> field.grid().cells() <= CELLS_TO_DECODE)) {
                for (GribField field : fields) {
                    assertSurvivesWriting(field);
                }
                JmaRain.read("f", bytes, Optional.of(BOX));
            }
            assertEquals(
                    fields.size(), GribReader.readMessages("f", bytes).fields().size());
        } catch (MalformedGribException | UnsuitableFileException refused) {
            assertEquals("f", refused.getMessage().substring(0, 1));
        }
    }

    private static void findWholeMessages(byte[] bytes) {
        try {
            GribContent content = GribReader.readMessages("f", bytes);
            assertFalse(content.fields().isEmpty());
            assertTrue(content.otherOctets() < bytes.length);
        } catch (MalformedGribException refused) {
            assertEquals("f", refused.file());
        }
    }

    private static void assertSurvivesWriting(GribField field) throws MalformedGribException {
        RadarFrame frame = field.frame();
        byte[] written = GribWriter.write(
                field.identification(), field.product(), frame, field.packing().bits());
        GribField again = GribReader.read("f", written).get(0);
        assertEquals(frame.validTime(), again.validTime());
        assertEquals(frame.table(), again.packing().table());
        assertArrayEquals(frame.values(), again.frame().values());

        CellBox box = new CellBox(
                frame.grid().ny() / 3,
                frame.grid().nx() / 2,
                (frame.grid().ny() + 1) / 2,
                (frame.grid().nx() + 1) / 2);
        assertArrayEquals(frame.values(box), field.frame(box).values());
    }
}
