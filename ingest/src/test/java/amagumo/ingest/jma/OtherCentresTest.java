package amagumo.ingest.jma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that GRIB2 leaves to each centre mean what JMA says only where JMA says it. */
class OtherCentresTest {

    private static final Instant TIME = Instant.parse("2024-07-01T03:00:00Z");
    private static final int NCEP = 7;

    @ParameterizedTest
    @ValueSource(ints = {34, 0xFFFF})
    void parametersOfJmaAreReadWhereItOrNobodyIsNamed(int centre) throws Exception {
        assertEquals(
                1, JmaRain.read("f", forecast(centre, 203), Optional.empty()).size());
    }

    @ParameterizedTest
    @CsvSource({"200", "201", "203"})
    void parametersOfAnotherCentreAreUnknown(int parameter) throws Exception {
        byte[] bytes = forecast(NCEP, parameter);
        assertEquals(
                JmaProduct.UNKNOWN, JmaProduct.of(GribReader.read("f", bytes).get(0)));
        UnsuitableFileException e =
                assertThrows(UnsuitableFileException.class, () -> JmaRain.read("f", bytes, Optional.empty()));
        assertEquals(
                "unknown product (centre 7, discipline 0, category 1, parameter %d, template 4.8) is not rain"
                        .formatted(parameter),
                e.reason());
    }

    @Test
    void templatesOfJmaUnderAnotherCentreAreRefusedByTheirNumbers() {
        byte[] bytes = write(NCEP, ProductDefinition.observedRain(203, TIME, 5));
        MalformedGribException e =
                assertThrows(MalformedGribException.class, () -> JmaRain.read("f", bytes, Optional.empty()));
        assertEquals(
                "product template 4.50008 is not read "
                        + "(unknown product of centre 7: discipline 0, category 1, parameter 203)",
                e.reason());
    }

    @ParameterizedTest
    @CsvSource({"204, unknown product", "52, total precipitation rate", "8, total precipitation"})
    void aProductThatIsNotReadIsNamedByItsNumbersAndByItsNameWhereWmoHasOne(int parameter, String name) {
        byte[] bytes = write(34, ProductDefinition.observedRain(parameter, TIME, 5));
        UnsuitableFileException e =
                assertThrows(UnsuitableFileException.class, () -> JmaRain.read("f", bytes, Optional.empty()));
        assertEquals(
                "%s (centre 34, discipline 0, category 1, parameter %d, template 4.50008) is not rain"
                        .formatted(name, parameter),
                e.reason());
    }

    private static byte[] forecast(int centre, int parameter) {
        return write(centre, ProductDefinition.forecastRain(parameter, TIME, 5, 5));
    }

    private static byte[] write(int centre, ProductDefinition product) {
        RadarGrid grid = new RadarGrid(2, 2, 36, 139, 0.1, 0.1);
        RadarFrame frame = new RadarFrame(TIME, 5, grid, JmaLevels.RAIN_251, Levels.ofBytes(new byte[] {1, 2, 3, 4}));
        Instant reference = product.template() == 8 ? TIME.minusSeconds(300) : TIME;
        Identification identification = new Identification(0, centre, 0, 2, 1, 0, reference, 0, 0);
        return GribWriter.write(identification, product, frame, 8);
    }
}
