package amagumo.server.door.edr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WktPointTest {

    @ParameterizedTest
    @CsvSource({
        "POINT(139.69 35.69), 139.69, 35.69",
        "' point ( -3   51 ) ', -3, 51",
        "POINT(1.3969e2 .5), 139.69, 0.5",
        "POINT(-180 -90), -180, -90",
        "POINT(+180. 90.000), 180, 90"
    })
    void aPointIsLongitudeAndLatitudeHoweverItIsSpaced(String text, double longitude, double latitude)
            throws EdrException {
        assertEquals(new WktPoint(longitude, latitude), WktPoint.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POINT",
                "POINT()",
                "POINT(139.69)",
                "POINT(139.69,35.69)",
                "POINT(139.69 35.69 10)",
                "POINT Z(139.69 35.69 10)",
                "POINT EMPTY",
                "MULTIPOINT((139.69 35.69))",
                "POLYGON((0 0,1 0,1 1,0 0))",
                "POINT((((((((((139.69 35.69))))))))))",
                "POINT(139.69 35.69))",
                "POINT(139.69 35.69);POINT(1 2)",
                "POINT(NaN 35.69)",
                "POINT(Infinity 35.69)",
                "POINT(0x8B 35)",
                "POINT(１３９ 35)",
                "POINT(181 35)",
                "POINT(139 -90.5)",
                "POINT(1e99 35)"
            })
    void whatIsNoPointOnTheGlobeIsRefused(String text) {
        assertThrows(EdrException.class, () -> WktPoint.parse(text));
    }

    @Test
    void aTextOfAnyLengthIsRefusedAtOnce() {
        for (String part : new String[] {"(", " ", "9", "POINT(1 2)", "1e", "."}) {
            assertThrows(EdrException.class, () -> WktPoint.parse("POINT(" + part.repeat(100_000)));
            assertThrows(EdrException.class, () -> WktPoint.parse("POINT(" + part.repeat(90)));
        }
    }

    @Test
    void whateverIsWrittenIsAPointOrRefused() {
        Random random = new Random(7);
        String signs = "POINT( )0123456789.+-eE,Z\u0000\n";
        int points = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            StringBuilder text = new StringBuilder("POINT(139.69 35.69)");
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
            }
            try {
                WktPoint point = WktPoint.parse(text.toString());
                points += Math.abs(point.longitude()) <= 180 && Math.abs(point.latitude()) <= 90 ? 1 : 100_000;
            } catch (EdrException e) {
                assertEquals(400, e.status().getCode());
            }
        }
        assertEquals(true, points > 1000 && points < 20_000, "some are points: " + points);
    }
}
