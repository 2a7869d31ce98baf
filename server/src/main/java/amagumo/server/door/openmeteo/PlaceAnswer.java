package amagumo.server.door.openmeteo;

import java.time.Instant;
import java.util.List;

/**
 * What is answered of a place.
 *
 * @param number which of the places that were asked for it is, from 0 on
 * @param latitude of the centre of the cell that the place lies in, degrees
 * @param longitude of that centre, degrees
 * @param zone in which times are written
 * @param times of the quarters of an hour
 * @param quarterHourly amounts at those times
 * @param currentTime the end of the newest quarter of an hour that has ended
 * @param current amounts at that time
 */
record PlaceAnswer(
        int number,
        float latitude,
        float longitude,
        Zone zone,
        QuarterHours times,
        List<Amounts> quarterHourly,
        Instant currentTime,
        List<Amounts> current) {

    /**
     * A variable over time.
     *
     * @param values in the unit, NaN where missing; the array is not to be changed
     */
    record Amounts(Variable variable, Unit unit, float[] values) {}
}
