package amagumo.ingest.grib;

import amagumo.ingest.radar.Ellipsoid;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The shape of the earth in octets 15-30 of section 3.
 *
 * <pre>
 * 15     code table 3.2          21    scale factor of the major axis, 22-25 the axis
 * 16     scale factor of the     26    scale factor of the minor axis, 27-30 the axis
 * 17-20  radius of a sphere            metres, kilometres for shape 3
 * </pre>
 */
final class EarthShape {

    private static final int SPHERE = 1;
    private static final int AXES_KM = 3;
    private static final int GRS_1980 = 4;
    private static final int AXES_M = 7;

    /** The shapes of code table 3.2 that need no numbers. */
    private static final Map<Integer, Ellipsoid> KNOWN = Map.ofEntries(
            Map.entry(0, new Ellipsoid("", 6_367_470, 0)),
            Map.entry(2, Ellipsoid.ofAxes(6_378_160, 6_356_775)), // f = 1/297, which the table adds, does not fit
            Map.entry(GRS_1980, Ellipsoid.GRS_1980),
            Map.entry(5, new Ellipsoid("WGS 84", 6_378_137, 298.257223563)),
            Map.entry(6, new Ellipsoid("", 6_371_229, 0)),
            Map.entry(8, new Ellipsoid("", 6_371_200, 0)),
            Map.entry(9, new Ellipsoid("Airy 1830", 6_377_563.396, 299.3249646)));

    private EarthShape() {}

    static Ellipsoid read(Octets section) throws MalformedGribException {
        int shape = section.u1(15);
        try {
            return switch (shape) {
                case SPHERE -> new Ellipsoid("", scaled(section, 16), 0);
                case AXES_KM -> Ellipsoid.ofAxes(1000 * scaled(section, 21), 1000 * scaled(section, 26));
                case AXES_M -> Ellipsoid.ofAxes(scaled(section, 21), scaled(section, 26));
                default -> KNOWN.getOrDefault(shape, Ellipsoid.GRS_1980); // 255 is missing
            };
        } catch (IllegalArgumentException e) {
            throw section.malformed(15, e.getMessage());
        }
    }

    private static double scaled(Octets section, int octet) throws MalformedGribException {
        return section.u4(octet + 1) / Math.pow(10, section.s1(octet));
    }

    static void write(Ellipsoid earth, ByteBuffer out) {
        int shape = KNOWN.entrySet().stream()
                .filter(known -> known.getValue().equals(earth))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(earth.isSphere() ? SPHERE : AXES_M);
        out.put((byte) shape);
        switch (shape) {
            case SPHERE -> {
                metres(earth.semiMajorMetres(), 2, out);
                missing(out);
                missing(out);
            }
            case GRS_1980 -> { // JMA gives its axes too
                missing(out);
                metres(earth.semiMajorMetres(), 1, out);
                metres(earth.semiMinorMetres(), 1, out);
            }
            case AXES_M -> {
                missing(out);
                metres(earth.semiMajorMetres(), 2, out);
                metres(earth.semiMinorMetres(), 2, out);
            }
            default -> {
                missing(out);
                missing(out);
                missing(out);
            }
        }
    }

    private static void metres(double value, int decimals, ByteBuffer out) {
        out.put((byte) decimals).putInt((int) Math.round(value * Math.pow(10, decimals)));
    }

    private static void missing(ByteBuffer out) {
        out.put((byte) 0xFF).putInt(-1);
    }
}
