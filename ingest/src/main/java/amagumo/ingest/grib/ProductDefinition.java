package amagumo.ingest.grib;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Section 4: what a field shows and for which time. The templates read are 4.0 (a point in time), 4.8 (an interval) and
 * JMA's 4.50008 and 4.50011, which are 4.8 plus three words on the radars' operation; the octets are kept as they came.
 *
 * <pre>
 *  6-7  number of coordinates (0)        35-41 end of the interval: year, month, day, hour, minute, second
 *  8-9  template                         42    number of time ranges (1)
 * 10    category, 11 parameter           43-46 number of missing values
 * 12-14 generating processes             47    statistical process, 48 type of increment
 * 15-17 cut-off: hours, minutes          49    unit of time, 50-53 length of the interval
 * 18    unit of time                     54    unit of time, 55-58 increment
 * 19-22 forecast time                    59-82 operation of the radars (4.50008 and 4.50011)
 * 23-34 surfaces
 * </pre>
 */
public final class ProductDefinition {

    private static final int INSTANT_OCTETS = 34;
    private static final int INTERVAL_OCTETS = 58;
    private static final int RADAR_OCTETS = 82;

    /** From this number on, code table 4.0 leaves the templates to the centre. */
    private static final int FIRST_LOCAL_TEMPLATE = 32_768;

    private final byte[] octets;
    private final int template;
    private final int category;
    private final int parameter;
    private final Duration forecastTime;
    private final Optional<Instant> intervalEnd;
    private final int intervalMinutes;

    private ProductDefinition(byte[] octets, Octets section) throws MalformedGribException {
        this.octets = octets;
        template = section.u2(8);
        int expected = lengthOf(template);
        if (section.length() != expected || section.u2(6) != 0) {
            throw section.malformed(
                    1, "template 4.%d in %d octets, not %d".formatted(template, section.length(), expected));
        }
        category = section.u1(10);
        parameter = section.u1(11);
        if (expected == INSTANT_OCTETS) {
            forecastTime = unit(section, 18).multipliedBy(section.s4(19));
            intervalEnd = Optional.empty();
            intervalMinutes = 0;
        } else {
            forecastTime = Duration.ZERO;
            intervalEnd = Optional.of(section.time(35));
            intervalMinutes = intervalMinutes(section);
        }
    }

    private static int lengthOf(int template) {
        return switch (template) {
            case 0 -> INSTANT_OCTETS;
            case 8 -> INTERVAL_OCTETS;
            case 50008, 50011 -> RADAR_OCTETS;
            default -> 0;
        };
    }

    private static int intervalMinutes(Octets section) throws MalformedGribException {
        if (section.u1(42) != 1) {
            throw section.malformed(42, "%d time ranges are not read, only 1".formatted(section.u1(42)));
        }
        Duration interval = unit(section, 49).multipliedBy(section.u4(50));
        long minutes = interval.toMinutes();
        if (minutes < 1 || minutes > Integer.MAX_VALUE || interval.toSecondsPart() != 0) {
            throw section.malformed(
                    50, "an interval of %d s is not a whole number of minutes".formatted(interval.toSeconds()));
        }
        return (int) minutes;
    }

    /** Code table 4.4. */
    private static Duration unit(Octets section, int octet) throws MalformedGribException {
        return switch (section.u1(octet)) {
            case 0 -> Duration.ofMinutes(1);
            case 1 -> Duration.ofHours(1);
            case 2 -> Duration.ofDays(1);
            case 10 -> Duration.ofHours(3);
            case 11 -> Duration.ofHours(6);
            case 12 -> Duration.ofHours(12);
            case 13 -> Duration.ofSeconds(1);
            default -> throw section.malformed(octet, "time unit %d is not read".formatted(section.u1(octet)));
        };
    }

    /**
     * Reads section 4.
     *
     * @throws MalformedGribException if it is damaged or its template is not supported; the reason names the product
     */
    static ProductDefinition read(byte[] bytes, Octets section, Identification identification)
            throws MalformedGribException {
        int template = section.u2(8);
        if (lengthOf(template) == 0 || template >= FIRST_LOCAL_TEMPLATE && !identification.usesNumbersOfJma()) {
            throw section.malformed(
                    8,
                    "product template 4.%d is not read (unknown product of centre %d: discipline %d, category %d, parameter %d)"
                            .formatted(
                                    template,
                                    identification.centre(),
                                    identification.discipline(),
                                    section.u1(10),
                                    section.u1(11)));
        }
        int from = section.at(1);
        return new ProductDefinition(Arrays.copyOfRange(bytes, from, from + section.length()), section);
    }

    /**
     * Rain that radars observed, in JMA's template 4.50008, without information on the radars' operation.
     *
     * @param parameter of category 1: 201 for rain over 10 minutes, 203 for rain over 5 minutes
     * @param end end of the interval, whole seconds
     * @param minutes length of the interval, at least 1
     */
    public static ProductDefinition observedRain(int parameter, Instant end, int minutes) {
        ByteBuffer out = head(RADAR_OCTETS, 50008, parameter, 0, -minutes);
        interval(out, end, 1, minutes);
        return parse(out);
    }

    /**
     * Forecast rain in template 4.8: the mean over an interval that ends {@code leadMinutes} after the base time.
     *
     * @param parameter of category 1, JMA's numbers
     * @param end end of the interval, whole seconds: base time + lead time
     * @param leadMinutes lead time of the interval's end
     * @param minutes length of the interval, at least 1
     */
    public static ProductDefinition forecastRain(int parameter, Instant end, int leadMinutes, int minutes) {
        ByteBuffer out = head(INTERVAL_OCTETS, 8, parameter, 2, leadMinutes - minutes);
        interval(out, end, 0, minutes);
        return parse(out);
    }

    private static ByteBuffer head(int length, int template, int parameter, int process, int forecastMinutes) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) 0xFF);
        ByteBuffer out = ByteBuffer.wrap(octets);
        out.putInt(length).put((byte) 4).putShort((short) 0).putShort((short) template);
        out.put((byte) 1).put((byte) parameter).put((byte) process).putShort((short) 0xFFFF);
        out.putShort((short) 0).put((byte) 0);
        out.put((byte) 0).putInt(GridDefinition.signMagnitude(forecastMinutes));
        out.put((byte) 1); // the ground; the second surface is left missing
        return out;
    }

    private static void interval(ByteBuffer out, Instant end, int process, int minutes) {
        out.position(INSTANT_OCTETS);
        Identification.writeTime(end, out);
        out.put((byte) 1).putInt(0);
        out.put((byte) process).put((byte) 2);
        out.put((byte) 0).putInt(minutes);
        out.put((byte) 0).putInt(0);
    }

    private static ProductDefinition parse(ByteBuffer out) {
        try {
            return new ProductDefinition(out.array(), Octets.section("", out.array(), 0));
        } catch (MalformedGribException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    /** Number of the template: 0, 8, 50008 or 50011. */
    public int template() {
        return template;
    }

    /** Parameter category, code table 4.1: 1 is moisture. */
    public int category() {
        return category;
    }

    /** Parameter number, code table 4.2: the centre's own from 192 on. */
    public int parameter() {
        return parameter;
    }

    /** Length of the interval in minutes, 0 for a point in time. */
    public int intervalMinutes() {
        return intervalMinutes;
    }

    /** The end of the interval, or the forecast time after the reference time. */
    public Instant validTime(Instant referenceTime) {
        return intervalEnd.orElseGet(() -> referenceTime.plus(forecastTime));
    }

    int length() {
        return octets.length;
    }

    void write(ByteBuffer out) {
        out.put(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProductDefinition product && Arrays.equals(octets, product.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "ProductDefinition[4.%d, category %d, parameter %d, %d min]"
                .formatted(template, category, parameter, intervalMinutes);
    }
}
