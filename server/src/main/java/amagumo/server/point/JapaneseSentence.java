package amagumo.server.point;

import amagumo.server.point.Outlook.Rain;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** An outlook in Japanese, as short as headlines of forecasts are. */
final class JapaneseSentence extends Sentence {

    JapaneseSentence(Instant now, ZoneId zone) {
        super(now, zone);
    }

    @Override
    String notCovered() {
        return "この地点はレーダーの観測範囲外です";
    }

    @Override
    String noData() {
        return "現在、この地点のデータがありません";
    }

    @Override
    String over(Instant end) {
        return "現在の予想はありません（最新の予想は%sまで）".formatted(clock(end));
    }

    @Override
    String dry(Instant until) {
        return "%sまで雨は降らない見込み".formatted(clock(until));
    }

    @Override
    String rain(Rain rain) {
        String most = peaksNow(rain)
                ? "現在%s".formatted(rate(rain.peakMmH()))
                : "%sに最大%s".formatted(clock(rain.peak()), rate(rain.peakMmH()));
        return "%s、%s".formatted(when(rain, Intensity.of(rain.peakMmH()).japanese), most);
    }

    private String when(Rain rain, String what) {
        String until = rain.end().map(end -> clock(end) + "まで").orElse("");
        if (rain.isOnAndOff()) {
            return rain.start().map(start -> clock(start) + "から").orElse("") + until + "断続的に" + what;
        }
        if (rain.start().isPresent()) {
            String from = "%d分後".formatted(minutesTo(rain.start().get()));
            return until.isEmpty() ? "%sに%s".formatted(from, what) : "%sから%s%s".formatted(from, until, what);
        }
        return rain.end()
                .map(end -> "%sはあと%d分".formatted(what, minutesTo(end)))
                .orElse("少なくとも%sまで%s".formatted(clock(rain.known()), what));
    }

    /** Such as 14時40分, and 15時 on the hour. */
    private String clock(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        return local.getMinute() == 0
                ? "%d時".formatted(local.getHour())
                : "%d時%d分".formatted(local.getHour(), local.getMinute());
    }
}
