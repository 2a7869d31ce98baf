package amagumo.ingest.jma;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.JmaFiles;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmaRainTest {

    @Test
    void theTableOf251LevelsIsJmas() {
        JsonNode expected = JmaFiles.reference("reference.json").at("/level_tables_raw/251_levels_D2");
        int[] raw = JmaLevels.RAIN_251.raw();
        assertEquals(2, JmaLevels.RAIN_251.decimalScale());
        assertEquals(expected.size(), raw.length);
        for (int i = 0; i < raw.length; i++) {
            assertEquals(expected.get(i).intValue(), raw[i], "level " + (i + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        JmaFiles.RAIN_10_MINUTES + ", RAIN",
        JmaFiles.RAIN_5_MINUTES + ", RAIN",
        JmaFiles.RAIN_250_M + ", RAIN",
        JmaFiles.ECHO_TOP_1_KM + ", ECHO_TOP",
        JmaFiles.ECHO_TOP_2_5_KM + ", ECHO_TOP",
        JmaFiles.TORNADO_NOWCAST + ", TORNADO_NOWCAST"
    })
    void everyProductIsNamed(String name, JmaProduct product) throws Exception {
        assertEquals(
                product,
                JmaProduct.of(GribReader.read(name, JmaFiles.bytes(name)).get(0)));
    }

    @ParameterizedTest
    @CsvSource({
        JmaFiles.ECHO_TOP_1_KM + ", echo top is not rain",
        JmaFiles.ECHO_TOP_2_5_KM + ", echo top is not rain",
        JmaFiles.TORNADO_NOWCAST + ", tornado nowcast is not rain"
    })
    void whatIsNotRainIsRefusedByName(String name, String reason) {
        byte[] bytes = JmaFiles.bytes(name);
        UnsuitableFileException e =
                assertThrows(UnsuitableFileException.class, () -> JmaRain.read(name, bytes, Optional.empty()));
        assertEquals(reason, e.reason());
    }

    @Test
    void howManyFramesThereAreAndHowLargeIsKnownBeforeTheyAreDecoded() throws Exception {
        for (String name : List.of(JmaFiles.RAIN_5_MINUTES, JmaFiles.RAIN_10_MINUTES, JmaFiles.RAIN_250_M)) {
            byte[] bytes = JmaFiles.bytes(name);
            List<PackedRain> packed = JmaRain.packed(name, bytes);
            assertEquals(1, packed.size(), name);
            RadarGrid expected = name.equals(JmaFiles.RAIN_250_M) ? BlockMosaic.GRID_250_M : BlockMosaic.GRID_1_KM;
            assertTrue(packed.get(0).grid().sameCellsAs(expected), name);
        }
        byte[] echoTop = JmaFiles.bytes(JmaFiles.ECHO_TOP_1_KM);
        assertThrows(UnsuitableFileException.class, () -> JmaRain.packed("echo top", echoTop));
    }

    @Test
    void aBoxWithoutACellIsRefused() {
        byte[] bytes = JmaFiles.bytes(JmaFiles.RAIN_5_MINUTES);
        Optional<BoundingBox> europe = Optional.of(new BoundingBox(40, 0, 50, 10));
        UnsuitableFileException e =
                assertThrows(UnsuitableFileException.class, () -> JmaRain.read(JmaFiles.RAIN_5_MINUTES, bytes, europe));
        assertEquals(JmaFiles.RAIN_5_MINUTES, e.file());
    }

    @Test
    void anUncroppedFieldIsEncodedAsTheFileItCameFrom() throws Exception {
        for (String name : List.of(JmaFiles.RAIN_5_MINUTES, JmaFiles.RAIN_10_MINUTES)) {
            byte[] bytes = JmaFiles.bytes(name);
            List<RainField> rain = JmaRain.read(name, bytes, Optional.empty());
            assertEquals(1, rain.size());
            assertArrayEquals(bytes, rain.get(0).encode());
        }
    }

    @Test
    void aCropKeepsItsCellsThroughAFileOfItsOwn() throws Exception {
        byte[] bytes = JmaFiles.bytes(JmaFiles.RAIN_5_MINUTES);
        BoundingBox kanto = new BoundingBox(34, 138, 38, 142);
        RainField crop =
                JmaRain.read(JmaFiles.RAIN_5_MINUTES, bytes, Optional.of(kanto)).get(0);
        assertEquals(480, crop.frame().grid().ny());
        assertEquals(320, crop.frame().grid().nx());

        RadarFrame whole =
                GribReader.read(JmaFiles.RAIN_5_MINUTES, bytes).get(0).frame();
        CellBox cells = whole.grid().cellsIn(kanto);
        RadarFrame again =
                JmaRain.read("crop", crop.encode(), Optional.empty()).get(0).frame();
        assertArrayEquals(whole.values(cells), again.values());
        assertEquals(Instant.parse("2024-10-18T00:05:00Z"), again.validTime());
        assertEquals(5, again.stepMinutes());
        assertTrue(crop.frame().grid().sameCellsAs(again.grid()));
    }

    @Test
    void aCropOfTheMosaicKeepsThe250MetreGridThroughAFileOfItsOwn() throws Exception {
        byte[] bytes = JmaFiles.bytes(JmaFiles.RAIN_250_M);
        BoundingBox box = new BoundingBox(35, 139, 36, 140);
        RainField crop =
                JmaRain.read(JmaFiles.RAIN_250_M, bytes, Optional.of(box)).get(0);
        assertEquals(480, crop.frame().grid().ny());
        assertEquals(320, crop.frame().grid().nx());
        RainField again = JmaRain.read("crop", crop.encode(), Optional.of(box)).get(0);
        assertArrayEquals(crop.frame().values(), again.frame().values());
        assertArrayEquals(crop.encode(), again.encode());
    }
}
