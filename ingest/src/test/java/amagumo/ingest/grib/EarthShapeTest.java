package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.Ellipsoid;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarthShapeTest {

    private static final int SECTION_3 = 16 + 21;

    /** WMO code table 3.2. */
    @ParameterizedTest
    @CsvSource({
        "0, 6367470, 6367470",
        "2, 6378160, 6356775",
        "4, 6378137, 6356752.314140",
        "5, 6378137, 6356752.314245",
        "6, 6371229, 6371229",
        "8, 6371200, 6371200",
        "9, 6377563.396, 6356256.909",
        "255, 6378137, 6356752.314140"
    })
    void shapesThatNeedNoNumbersHaveThoseOfTheTable(int shape, double major, double minor) throws Exception {
        byte[] message = SmallMessages.oneField();
        message[SECTION_3 + 14] = (byte) shape;
        Ellipsoid earth = GribReader.read("f", message).get(0).grid().earth();
        assertEquals(major, earth.semiMajorMetres());
        assertEquals(minor, earth.semiMinorMetres(), 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 6378388, 3, 6356912", "7, 0, 6378388, 0, 6356912", "7, 1, 63783880, 1, 63569120"})
    void axesAreReadInTheirUnitAndScale(int shape, int scale1, int major, int scale2, int minor) throws Exception {
        byte[] message = SmallMessages.oneField();
        ByteBuffer.wrap(message, SECTION_3 + 14, 16)
                .put((byte) shape)
                .position(SECTION_3 + 20)
                .put((byte) scale1)
                .putInt(major)
                .put((byte) scale2)
                .putInt(minor);
        Ellipsoid earth = GribReader.read("f", message).get(0).grid().earth();
        assertEquals(6_378_388, earth.semiMajorMetres(), 1e-6);
        assertEquals(297, earth.inverseFlattening(), 1e-3);
    }

    @Test
    void anEarthWithoutARadiusIsRefused() {
        byte[] message = SmallMessages.oneField();
        ByteBuffer.wrap(message)
                .put(SECTION_3 + 14, (byte) 1)
                .put(SECTION_3 + 15, (byte) 0)
                .putInt(SECTION_3 + 16, 0);
        MalformedGribException e = assertThrows(MalformedGribException.class, () -> GribReader.read("f", message));
        assertEquals("f: offset %d: an earth with a radius of 0.0 m".formatted(SECTION_3 + 14), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"'', 6371229, 0", "'', 6370000, 0", "'', 6378388, 297", "WGS 84, 6378137, 298.257223563"})
    void whatIsWrittenIsRead(String name, double major, double inverseFlattening) throws Exception {
        Ellipsoid earth = new Ellipsoid(name, major, inverseFlattening);
        RadarGrid grid = new RadarGrid(2, 2, 36, 139, 0.1, 0.1, earth);
        RadarFrame frame = new RadarFrame(
                SmallMessages.TIME, 5, grid, JmaLevels.RAIN_251, Levels.ofBytes(new byte[] {1, 2, 3, 4}));
        byte[] message = GribWriter.write(Identification.jmaAnalysis(SmallMessages.TIME), SmallMessages.RAIN, frame, 8);
        Ellipsoid again = GribReader.read("f", message).get(0).grid().earth();
        assertEquals(name, again.name());
        assertEquals(major, again.semiMajorMetres(), 1e-2);
        assertEquals(inverseFlattening, again.inverseFlattening(), 1e-4);
    }
}
