package amagumo.server.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    @Test
    void theyEndAtTheFirstMinuteThatIsNotInThem() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            QuietHours quiet =
                    new QuietHours(from, from.plusMinutes(1 + random.nextInt(1438)), ZoneId.of("Asia/Tokyo"));
            Instant moment = Instant.parse("2024-03-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(3000)));
            if (quiet.contains(moment)) {
                Instant end = moment;
                while (quiet.contains(end)) {
                    end = end.plus(Duration.ofMinutes(1));
                }
                assertEquals(end, quiet.endAfter(moment), quiet + " at " + moment);
            }
        }
    }

    @Test
    void theyEndAlsoOnTheNightInWhichClocksGoForward() {
        QuietHours quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
        Instant beforeTheGap = Instant.parse("2024-03-31T00:30:00Z");
        assertFalse(quiet.contains(quiet.endAfter(beforeTheGap)));
    }
}
