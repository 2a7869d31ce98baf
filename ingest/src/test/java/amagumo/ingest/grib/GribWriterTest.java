package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GribWriterTest {

    private static RadarFrame frame(RadarGrid grid, Instant time) {
        Levels levels = Levels.ofBytes(SmallMessages.patches((int) grid.cells(), 1));
        return new RadarFrame(time, 5, grid, SmallMessages.FOUR_LEVELS, levels);
    }

    private static GribField written(RadarGrid grid) throws MalformedGribException {
        RadarFrame frame = frame(grid, SmallMessages.TIME);
        GribField field = GribReader.read(
                        "f", SmallMessages.message(new GribWriter.Field(SmallMessages.RAIN, frame, 8)))
                .get(0);
        assertArrayEquals(frame.values(), field.frame().values());
        return field;
    }

    @ParameterizedTest
    @CsvSource({
        "jma, 48, 118, 0.008333333, 0.0125",
        "southern, -20.5, 130, 0.01, 0.02",
        "across Greenwich, 60, -0.5, 0.1, 0.1",
        "across 180, 60, 179.5, 0.1, 0.1",
        "to 360, 60, 357.7, 0.1, 0.1",
        "across the equator, 0.7, 0, 0.1, 0.1"
    })
    void gridsAnywhereKeepTheirCells(String where, double north, double west, double dLat, double dLon)
            throws Exception {
        RadarGrid grid = new RadarGrid(24, 16, north, west, dLat, dLon);
        assertTrue(grid.sameCellsAs(written(grid).grid()), where);
    }

    @Test
    void longitudesWestOfGreenwichAreWrittenAsThoseEastOfIt() throws Exception {
        RadarGrid grid = new RadarGrid(24, 16, 60, -10, 0.1, 0.1);
        byte[] message = GribWriter.write(
                Identification.jmaAnalysis(SmallMessages.TIME), SmallMessages.RAIN, frame(grid, SmallMessages.TIME), 8);
        int firstLongitude = 16 + 21 + 50;
        assertEquals(350_000_000, ByteBuffer.wrap(message).getInt(firstLongitude));
        assertEquals(-10, written(grid).grid().west(), 1e-9);
    }

    @Test
    void aSingleRowOrColumnOrCellKeepsItsSize() throws Exception {
        for (int[] size : new int[][] {{24, 1}, {1, 16}, {1, 1}}) {
            RadarGrid grid = new RadarGrid(size[0], size[1], 36, 139, 0.025, 0.03125);
            RadarGrid read = written(grid).grid();
            assertTrue(grid.sameCellsAs(read));
            assertEquals(0.025, read.dLat(), 1e-9);
            assertEquals(0.03125, read.dLon(), 1e-9);
        }
    }

    @Test
    void forecastsAreReadBackWithTheirTimes() throws Exception {
        Instant end = SmallMessages.TIME.plusSeconds(65 * 60);
        ProductDefinition product = ProductDefinition.forecastRain(203, end, 65, 5);
        byte[] message = GribWriter.write(
                Identification.forecast(SmallMessages.TIME), product, frame(SmallMessages.grid(24, 16), end), 8);
        GribField field = GribReader.read("f", message).get(0);
        assertEquals(SmallMessages.TIME, field.identification().referenceTime());
        assertEquals(end, field.validTime());
        assertEquals(8, field.product().template());
        assertEquals(5, field.product().intervalMinutes());
        assertEquals(product, field.product());
        // Octets 19-22, where section 4 follows sections 0, 1 and 3: the interval's beginning.
        assertEquals(60, ByteBuffer.wrap(message).getInt(16 + 21 + 72 + 18));
    }

    @Test
    void anObservationsForecastTimeIsItsIntervalInSignAndMagnitude() {
        byte[] message = SmallMessages.oneField();
        assertEquals(0x8000_0005, ByteBuffer.wrap(message).getInt(16 + 21 + 72 + 18));
    }

    @Test
    void messagesOneBehindTheOtherAreTold() throws Exception {
        ByteBuffer both = ByteBuffer.allocate(2 * SmallMessages.oneField().length);
        both.put(SmallMessages.oneField()).put(SmallMessages.oneField());
        List<GribField> fields = GribReader.read("f", both.array());
        assertEquals(2, fields.size());
        assertEquals(0, fields.get(0).message());
        assertEquals(1, fields.get(1).message());
        assertEquals(16 + 21 + 72, fields.get(0).offset());
        assertEquals(16 + 21 + 72 + both.capacity() / 2, fields.get(1).offset());
    }

    @Test
    void aFrameOfAnotherTimeThanItsProductIsRefused() {
        RadarFrame later = frame(SmallMessages.grid(24, 16), SmallMessages.TIME.plusSeconds(300));
        Identification identification = Identification.jmaAnalysis(SmallMessages.TIME);
        assertThrows(
                IllegalArgumentException.class, () -> GribWriter.write(identification, SmallMessages.RAIN, later, 8));
    }

    @Test
    void levelsThatDoNotFitTheirBitsAreRefused() {
        RadarFrame frame = frame(SmallMessages.grid(24, 16), SmallMessages.TIME);
        Identification identification = Identification.jmaAnalysis(SmallMessages.TIME);
        assertThrows(
                IllegalArgumentException.class, () -> GribWriter.write(identification, SmallMessages.RAIN, frame, 2));
        assertThrows(IllegalArgumentException.class, () -> GribWriter.write(identification, List.of()));
    }
}
