package amagumo.server.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The distances between colours that docs/decisions/0046 states. */
class SafeColoursTest {

    /** What people see, as a matrix on linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1. */
    enum Vision {
        USUAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }

        List<double[]> seen(ColourScale scale) {
            return scale.classes().stream().map(shown -> lab(seen(shown.rgb()))).toList();
        }

        private double[] seen(int rgb) {
            double[] seen = new double[3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    seen[i] += matrix[3 * i + j] * linear(rgb >> 16 - 8 * j & 0xFF);
                }
                seen[i] = Math.max(0, Math.min(1, seen[i]));
            }
            return seen;
        }
    }

    /** Pairs of Sharma, Wu and Dalal's own table. */
    @ParameterizedTest
    @CsvSource({
        "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
        "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
        "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
        "50, 2.5, 0, 73, 25, -18, 27.1492",
        "50, 2.5, 0, 58, 24, 15, 19.4535",
        "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
        "90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
    })
    void differencesAreThoseOfThePaper(
            double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
        double difference = Ciede2000.difference(new double[] {l1, a1, b1}, new double[] {l2, a2, b2});
        assertEquals(expected, difference, 5e-5);
    }

    @ParameterizedTest
    @EnumSource
    void anyTwoClassesAreSixteenApart(Vision vision) {
        double least = leastDifference(vision.seen(ColourScale.RAIN_SAFE));
        assertTrue(least >= 16, () -> "two are %.1f apart".formatted(least));
    }

    @Test
    void theyAreFurtherApartThanJmasOwn() {
        assertEquals(11.8, leastDifference(Vision.DEUTERANOPIA.seen(ColourScale.RAIN)), 0.05);
    }

    @Test
    void eachClassIsNineDarkerThanTheOneBelowSoThatGreySufficesToo() {
        List<double[]> seen = Vision.USUAL.seen(ColourScale.RAIN_SAFE);
        for (int i = 1; i < seen.size(); i++) {
            double darker = seen.get(i - 1)[0] - seen.get(i)[0];
            assertTrue(darker >= 9, "class %d is %.1f darker".formatted(i, darker));
        }
    }

    private static double leastDifference(List<double[]> colours) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < colours.size(); i++) {
            for (int j = 0; j < i; j++) {
                least = Math.min(least, Ciede2000.difference(colours.get(i), colours.get(j)));
            }
        }
        return least;
    }

    private static double linear(int octet) {
        double value = octet / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** L*, a* and b* (D65) of linear sRGB. */
    private static double[] lab(double[] rgb) {
        double x = companded((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
        double y = companded(0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
        double z = companded((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double companded(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}
