package amagumo.server.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.subscription.RainAlarm.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When somebody is told, by looks five minutes apart: r rain in reach, R the same in quiet hours, d dry, D the same in quiet
 * hours, ? without data. An asterisk is where it is told.
 */
class RainAlarmTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        // once on entering
        "ddrrrr, ..*...",
        "r, *",
        "dddd, ....",
        // again only after 30 dry minutes: seven dry looks
        "rdddddddr, *.......*",
        "rddddddr, *......",
        "rdddrdddrdddr, *............",
        // never because data are missing: they count for nothing
        "r????????????r, *.............",
        "rddd?ddddr, *.........",
        "rddd?dddddr, *.........*",
        "????, ....",
        "??r, ..*",
        // nothing in quiet hours, but when they end, if the rain is still in reach
        "RRRR, ....",
        "RRrr, ..*.",
        "RRDDdd, ......",
        "RRDDddr, ......*",
        "rRRr, *...",
        "RRDDDDDDDr, .........*",
    })
    void whoIsToldOfRainIsToldOnce(String looks, String told) {
        StringBuilder heard = new StringBuilder();
        RainAlarm alarm = RainAlarm.NEW;
        for (int i = 0; i < looks.length(); i++) {
            RainAlarm after = alarm.after(time(i), look(looks.charAt(i)), isQuiet(looks.charAt(i)));
            heard.append(after.isNewsAfter(alarm) ? '*' : '.');
            alarm = after;
        }
        assertEquals((told + ".".repeat(looks.length())).substring(0, looks.length()), heard.toString());
    }

    @Test
    void aForecastThatIsNotNewerChangesNothing() {
        RainAlarm alarm = RainAlarm.NEW.after(time(5), Look.DRY, false);
        assertEquals(alarm, alarm.after(time(5), Look.RAIN, false));
        assertEquals(alarm, alarm.after(time(4), Look.RAIN, false));
    }

    @Test
    void aLongTimeWithoutForecastsIsNotDry() {
        RainAlarm alarm = RainAlarm.NEW.after(time(0), Look.RAIN, false).after(time(1), Look.DRY, false);
        RainAlarm late = alarm.after(time(100), Look.DRY, false);
        assertTrue(late.isRaised());
        assertFalse(late.after(time(101), Look.RAIN, false).isNewsAfter(late));
    }

    /** The naive twin looks back over everything that was seen, each time anew. */
    @Test
    void anySequenceIsToldOfAsWhoLooksBackOverAllOfItWouldTell() {
        Random random = new Random(20240301);
        String letters = "rrRddddddddddDD?";
        for (int run = 0; run < 2000; run++) {
            StringBuilder looks = new StringBuilder();
            RainAlarm alarm = RainAlarm.NEW;
            List<Integer> told = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                looks.append(letters.charAt(random.nextInt(letters.length())));
                boolean expected = tells(looks.toString(), told);
                RainAlarm after = alarm.after(time(i), look(looks.charAt(i)), isQuiet(looks.charAt(i)));
                assertEquals(expected, after.isNewsAfter(alarm), looks::toString);
                if (expected) {
                    told.add(i);
                }
                alarm = after;
            }
        }
    }

    private static boolean tells(String looks, List<Integer> told) {
        int last = looks.length() - 1;
        if (looks.charAt(last) != 'r') {
            return false;
        }
        if (told.isEmpty()) {
            return true;
        }
        for (int from = told.get(told.size() - 1); from < last; from++) {
            int dryMinutes = 0;
            for (int i = from + 1; i <= last && look(looks.charAt(i)) != Look.RAIN; i++) {
                if (look(looks.charAt(i)) == Look.DRY && look(looks.charAt(i - 1)) == Look.DRY) {
                    dryMinutes += 5;
                }
            }
            if (dryMinutes >= 30) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2024-03-01T12:59:59Z, false",
        "22:00, 07:00, 2024-03-01T13:00:00Z, true",
        "22:00, 07:00, 2024-03-01T21:59:59Z, true",
        "22:00, 07:00, 2024-03-01T22:00:00Z, false",
        "12:00, 13:00, 2024-03-01T03:30:00Z, true",
        "12:00, 13:00, 2024-03-01T04:00:00Z, false",
    })
    void quietHoursAreThoseOfTheirZone(LocalTime from, LocalTime until, Instant moment, boolean quiet) {
        assertEquals(quiet, new QuietHours(from, until, ZoneId.of("Asia/Tokyo")).contains(moment));
    }

    private static Instant time(int step) {
        return FIRST.plus(STEP.multipliedBy(step));
    }

    private static Look look(char letter) {
        return switch (letter) {
            case 'r', 'R' -> Look.RAIN;
            case 'd', 'D' -> Look.DRY;
            default -> Look.UNKNOWN;
        };
    }

    private static boolean isQuiet(char letter) {
        return letter == 'R' || letter == 'D';
    }
}
