package amagumo.ingest.grib;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Who made a message and when: the discipline of section 0 and all of section 1.
 *
 * @param discipline code table 0.0, 0 to 255; 0 is meteorology
 * @param centre originating centre, common code table C-11, 0 to 65535; 34 is Tokyo
 * @param subcentre 0 to 65535
 * @param masterTables version of the master tables, 0 to 255
 * @param localTables version of the local tables, 0 to 255
 * @param significance significance of the reference time, code table 1.2, 0 to 255; 0 analysis, 1 start of forecast
 * @param referenceTime UTC, whole seconds, years 0 to 65535
 * @param status production status, code table 1.3, 0 to 255; 0 operational, 2 research
 * @param type type of data, code table 1.4, 0 to 255; 0 analysis, 1 forecast
 */
public record Identification(
        int discipline,
        int centre,
        int subcentre,
        int masterTables,
        int localTables,
        int significance,
        Instant referenceTime,
        int status,
        int type) {

    static final int OCTETS = 21;

    private static final int TOKYO = 34;
    private static final int MISSING = 0xFFFF;

    public Identification {
        if (!(fits(discipline, 0xFF)
                && fits(centre, 0xFFFF)
                && fits(subcentre, 0xFFFF)
                && fits(masterTables, 0xFF)
                && fits(localTables, 0xFF)
                && fits(significance, 0xFF)
                && fits(status, 0xFF)
                && fits(type, 0xFF))) {
            throw new IllegalArgumentException("a number of section 1 does not fit its octets");
        }
        int year = referenceTime.atOffset(ZoneOffset.UTC).getYear();
        if (referenceTime.getNano() != 0 || !fits(year, 0xFFFF)) {
            throw new IllegalArgumentException("%s is not a time in whole seconds".formatted(referenceTime));
        }
    }

    /** JMA's observed radar products: Tokyo, operational analysis, the reference time is the interval's end. */
    public static Identification jmaAnalysis(Instant referenceTime) {
        return new Identification(0, TOKYO, 0, 2, 1, 0, referenceTime, 0, 0);
    }

    /** A forecast of research status by an unnamed centre (65535 is missing). */
    public static Identification forecast(Instant baseTime) {
        return new Identification(0, MISSING, MISSING, 2, 1, 1, baseTime, 2, 1);
    }

    /**
     * Whether numbers that the tables leave to the centre, parameters from 192 on and product templates from 32768 on,
     * mean what JMA means by them: Tokyo's do, and so do those of a message that names no centre, such as forecasts
     * made here.
     */
    public boolean usesNumbersOfJma() {
        return centre == TOKYO || centre == MISSING;
    }

    /**
     * Reads section 1.
     *
     * <pre>
     *  6-7  originating centre        13-14 year      20 production status
     *  8-9  sub-centre                15 month        21 type of data
     * 10    master tables version     16 day          22- reserved
     * 11    local tables version      17 hour
     * 12    significance of the time  18 minute, 19 second
     * </pre>
     */
    static Identification read(int discipline, Octets section) throws MalformedGribException {
        return new Identification(
                discipline,
                section.u2(6),
                section.u2(8),
                section.u1(10),
                section.u1(11),
                section.u1(12),
                section.time(13),
                section.u1(20),
                section.u1(21));
    }

    void write(ByteBuffer out) {
        out.putInt(OCTETS).put((byte) 1);
        out.putShort((short) centre).putShort((short) subcentre);
        out.put((byte) masterTables).put((byte) localTables).put((byte) significance);
        writeTime(referenceTime, out);
        out.put((byte) status).put((byte) type);
    }

    static void writeTime(Instant time, ByteBuffer out) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        out.putShort((short) utc.getYear());
        out.put((byte) utc.getMonthValue()).put((byte) utc.getDayOfMonth());
        out.put((byte) utc.getHour()).put((byte) utc.getMinute()).put((byte) utc.getSecond());
    }

    private static boolean fits(int value, int largest) {
        return value >= 0 && value <= largest;
    }
}
