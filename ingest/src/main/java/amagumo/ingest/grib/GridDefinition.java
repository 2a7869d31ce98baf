package amagumo.ingest.grib;

import amagumo.ingest.radar.RadarGrid;
import java.nio.ByteBuffer;

/**
 * Section 3 with template 3.0, a regular latitude-longitude grid with scan mode 0, read to and written from a
 * {@link RadarGrid}. Increments in the file are truncated to microdegrees, so the spacing is that of the corner points.
 *
 * <pre>
 *  6     source (0: as the template says)   39-42 basic angle (0 or missing: degrees)
 *  7-10  number of points                   43-46 its subdivisions
 * 11-12  list of numbers (0: none)          47-50 La1, 51-54 Lo1 (north-west, microdegrees)
 * 13-14  template (0)                       55    resolution flags (bits 3 and 4: increments are given)
 * 15-30  shape and size of the earth        56-59 La2, 60-63 Lo2 (south-east)
 * 31-34  Ni, columns                        64-67 Di, 68-71 Dj
 * 35-38  Nj, rows                           72    scan mode (0: rows to the east, from north to south)
 * </pre>
 */
final class GridDefinition {

    static final int OCTETS = 72;

    /** The largest grid that is read: twice that of the whole 250 m mosaic. */
    static final int MAX_CELLS = 1 << 28;

    private static final long MISSING = 0xFFFF_FFFFL;
    private static final double MICRO = 1e-6;
    private static final double INCREMENT_TOLERANCE = 2;

    private GridDefinition() {}

    static RadarGrid read(Octets section) throws MalformedGribException {
        if (section.u1(6) != 0 || section.u2(13) != 0) {
            throw section.malformed(
                    13,
                    "grid template 3.%d (source %d) is not read, only 3.0".formatted(section.u2(13), section.u1(6)));
        }
        if (section.length() != OCTETS || section.u2(11) != 0) {
            throw section.malformed(1, "a grid of template 3.0 in %d octets, not 72".formatted(section.length()));
        }
        if (section.u1(72) != 0) {
            throw section.malformed(72, "scan mode %d is not read, only 0".formatted(section.u1(72)));
        }
        if (section.u4(39) != 0 && section.u4(39) != MISSING) {
            throw section.malformed(39, "a basic angle of %d is not read, only degrees".formatted(section.u4(39)));
        }
        long columns = section.u4(31);
        long rows = section.u4(35);
        long points = section.u4(7);
        if (columns < 1 || rows < 1 || columns > MAX_CELLS / rows) {
            throw section.malformed(31, "a grid of %d x %d points, not 1 to %d".formatted(columns, rows, MAX_CELLS));
        }
        if (columns * rows != points) {
            throw section.malformed(7, "%d points for a grid of %d x %d".formatted(points, columns, rows));
        }
        return grid(section, (int) columns, (int) rows);
    }

    private static RadarGrid grid(Octets section, int columns, int rows) throws MalformedGribException {
        long la1 = section.s4(47);
        long lo1 = section.s4(51);
        long la2 = section.s4(56);
        long lo2 = section.s4(60);
        if (lo2 < lo1) { // across the meridian at which longitudes begin anew
            lo2 += 360_000_000;
        }
        double dLat = spacing(section, la1 - la2, rows, 68, (section.u1(55) & 0x10) != 0);
        double dLon = spacing(section, lo2 - lo1, columns, 64, (section.u1(55) & 0x20) != 0);
        try {
            return new RadarGrid(
                    columns, rows, la1 / 1e6, lo1 / 1e6, dLat * MICRO, dLon * MICRO, EarthShape.read(section));
        } catch (IllegalArgumentException e) {
            throw section.malformed(47, e.getMessage());
        }
    }

    /** The distance between two rows or columns in microdegrees. */
    private static double spacing(Octets section, long extent, int count, int incrementOctet, boolean given)
            throws MalformedGribException {
        long increment = section.u4(incrementOctet);
        boolean known = given && increment != MISSING;
        if (count == 1) {
            if (!known || increment == 0 || increment > 360_000_000 || extent != 0) {
                throw section.malformed(incrementOctet, "a single row or column without a size");
            }
            return increment;
        }
        double spacing = (double) extent / (count - 1);
        if (known && Math.abs(increment - spacing) > INCREMENT_TOLERANCE) {
            throw section.malformed(
                    incrementOctet,
                    "an increment of %d microdegrees where the corners give %.3f".formatted(increment, spacing));
        }
        return spacing;
    }

    /** Writes a grid. */
    static void write(RadarGrid grid, ByteBuffer out) {
        out.putInt(OCTETS).put((byte) 3).put((byte) 0);
        out.putInt((int) grid.cells()).putShort((short) 0).putShort((short) 0);
        EarthShape.write(grid.earth(), out);
        out.putInt(grid.nx()).putInt(grid.ny()).putInt(0).putInt(-1);
        out.putInt(signMagnitude(micro(grid.north()))).putInt(longitude(grid.west()));
        out.put((byte) 0x30);
        out.putInt(signMagnitude(micro(grid.south()))).putInt(longitude(grid.east()));
        out.putInt(increment(grid.dLon(), grid.nx())).putInt(increment(grid.dLat(), grid.ny()));
        out.put((byte) 0);
    }

    private static long micro(double degrees) {
        return Math.round(degrees / MICRO);
    }

    private static int longitude(double degrees) {
        long micro = micro(degrees);
        return (int) (micro < 0 ? micro + 360_000_000 : micro > 360_000_000 ? micro - 360_000_000 : micro);
    }

    static int signMagnitude(long value) {
        return (int) (value >= 0 ? value : 0x8000_0000L | -value);
    }

    /** Truncated to microdegrees as JMA does, but not when only the rounding of corners made it a little too small. */
    private static int increment(double degrees, int count) {
        double slack = Math.min(0.5, 1.0 / count);
        return (int) Math.floor(degrees / MICRO + slack);
    }
}
