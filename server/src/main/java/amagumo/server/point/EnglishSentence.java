package amagumo.server.point;

import amagumo.server.point.Outlook.Rain;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An outlook in English. */
final class EnglishSentence extends Sentence {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    EnglishSentence(Instant now, ZoneId zone) {
        super(now, zone);
    }

    @Override
    String notCovered() {
        return "No radar covers this place";
    }

    @Override
    String noData() {
        return "There are no data for this place at the moment";
    }

    @Override
    String over(Instant end) {
        return "There is no forecast for now: the newest one ended at " + clock(end);
    }

    @Override
    String dry(Instant until) {
        return "No rain until " + clock(until);
    }

    @Override
    String rain(Rain rain) {
        String what = Intensity.of(rain.peakMmH()).english;
        String subject = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        String most = peaksNow(rain)
                ? rate(rain.peakMmH()) + " now"
                : "up to " + rate(rain.peakMmH()) + " at " + clock(rain.peak());
        return "%s %s, %s".formatted(subject, when(rain), most);
    }

    private String when(Rain rain) {
        if (rain.isOnAndOff()) {
            return rain.start().map(start -> "on and off from " + clock(start)).orElse("on and off")
                    + rain.end().map(end -> " until " + clock(end)).orElse("");
        }
        if (rain.start().isPresent()) {
            return "in " + minutes(rain.start().get())
                    + rain.end().map(end -> " until " + clock(end)).orElse("");
        }
        return rain.end().map(end -> "for another " + minutes(end)).orElse("until at least " + clock(rain.known()));
    }

    private String minutes(Instant time) {
        long minutes = minutesTo(time);
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }

    private String clock(Instant time) {
        return CLOCK.format(time.atZone(zone));
    }
}
