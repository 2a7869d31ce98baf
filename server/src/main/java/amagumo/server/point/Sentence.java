package amagumo.server.point;

import amagumo.server.point.Outlook.Dry;
import amagumo.server.point.Outlook.NoData;
import amagumo.server.point.Outlook.NotCovered;
import amagumo.server.point.Outlook.Over;
import amagumo.server.point.Outlook.Rain;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** An outlook in words. Times of the day are those of a time zone, what is near is told in minutes from now. */
public abstract class Sentence {

    private final Instant now;
    final ZoneId zone;

    Sentence(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** In English, such as {@code Rain in 25 minutes, up to 6 mm/h at 14:40}. */
    public static Sentence english(Instant now, ZoneId zone) {
        return new EnglishSentence(now, zone);
    }

    /** In Japanese, such as {@code 25分後に雨、14時40分に最大6 mm/h}. */
    public static Sentence japanese(Instant now, ZoneId zone) {
        return new JapaneseSentence(now, zone);
    }

    /** The sentence, without its full stop. */
    public final String of(Outlook outlook) {
        if (outlook instanceof NotCovered) {
            return notCovered();
        }
        if (outlook instanceof NoData) {
            return noData();
        }
        if (outlook instanceof Over over) {
            return over(over.end());
        }
        return outlook instanceof Dry dry ? dry(dry.until()) : rain((Rain) outlook);
    }

    abstract String notCovered();

    abstract String noData();

    abstract String over(Instant end);

    abstract String dry(Instant until);

    abstract String rain(Rain rain);

    /** Whether it rains most now. */
    final boolean peaksNow(Rain rain) {
        return !rain.peak().isAfter(now);
    }

    /** Whole minutes until a time, at least 1. */
    final long minutesTo(Instant time) {
        return Math.max(1, Math.round(Duration.between(now, time).toSeconds() / 60.0));
    }

    /** Such as {@code 6 mm/h}, and {@code 0.4 mm/h} where it is less than 1. */
    static String rate(float mmH) {
        return mmH < 0.95f ? String.format(Locale.ROOT, "%.1f mm/h", mmH) : "%d mm/h".formatted(Math.round(mmH));
    }
}
