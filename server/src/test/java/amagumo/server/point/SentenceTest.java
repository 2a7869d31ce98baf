package amagumo.server.point;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.forecast.KeptForecast.RateAt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told, by what falls in the five frames before 14:15 and in the fifteen steps of five minutes after it. */
class SentenceTest {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Instant BASE = Instant.parse("2024-03-01T05:15:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // dry for the whole time
                "0 0 0 0 0, 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 | No rain until 15:30 | 15時30分まで雨は降らない見込み",
                "0 0 0 0 0, .05 .09 0 0 0 0 0 0 0 0 0 0 0 0 0 | No rain until 15:30 | 15時30分まで雨は降らない見込み",
                // starting
                "0 0 0 0 0, 0 0 0 0 3 6 6 5 4 3 3 3 2 2 1 | Rain in 25 minutes, up to 6 mm/h at 14:45 | 25分後に雨、14時45分に最大6 mm/h",
                "0 0 0 0 0, .1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 | Light rain in 5 minutes until 14:25, up to 0.1 mm/h at 14:20 | 5分後から14時25分まで弱い雨、14時20分に最大0.1 mm/h",
                "0 0 0 0 0, 0 0 0 0 0 0 0 0 0 0 0 0 0 0 35 | Very heavy rain in 75 minutes, up to 35 mm/h at 15:30 | 75分後に激しい雨、15時30分に最大35 mm/h",
                "9 9 9 9 0, 0 0 0 5 12 0 0 0 0 0 0 0 0 0 0 | Fairly heavy rain in 20 minutes until 14:45, up to 12 mm/h at 14:40 | 20分後から14時45分までやや強い雨、14時40分に最大12 mm/h",
                // raining now
                "0 0 0 1 2, 2 3 6 6 5 4 3 3 2 2 2 1 1 1 1 | Rain until at least 15:30, up to 6 mm/h at 14:30 | 少なくとも15時30分まで雨、14時30分に最大6 mm/h",
                "0 0 0 1 6, 5 3 2 1 0 0 0 0 0 0 0 0 0 0 0 | Rain for another 25 minutes, 6 mm/h now | 雨はあと25分、現在6 mm/h",
                "9 9 9 9 4, 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 | Rain for another 5 minutes, 4 mm/h now | 雨はあと5分、現在4 mm/h",
                "0 0 0 0 60, 60 60 60 60 60 60 60 60 60 60 60 60 60 60 80 | Torrential rain until at least 15:30, up to 80 mm/h at 15:30 | 少なくとも15時30分まで猛烈な雨、15時30分に最大80 mm/h",
                "0 0 0 0 .4, .3 0 0 0 0 0 0 0 0 0 0 0 0 0 0 | Light rain for another 10 minutes, 0.4 mm/h now | 弱い雨はあと10分、現在0.4 mm/h",
                // on and off; a pause of five minutes is none
                "0 0 0 0 2, 2 0 0 2 2 0 0 0 4 4 0 0 0 0 0 | Rain on and off until 15:10, up to 4 mm/h at 15:00 | 15時10分まで断続的に雨、15時に最大4 mm/h",
                "0 0 0 0 0, 0 2 0 0 2 2 0 0 0 4 4 4 4 4 4 | Rain on and off from 14:25, up to 4 mm/h at 15:05 | 14時25分から断続的に雨、15時5分に最大4 mm/h",
                "0 0 0 0 2, 2 0 2 2 2 0 0 0 0 0 0 0 0 0 0 | Light rain for another 30 minutes, 2 mm/h now | 弱い雨はあと30分、現在2 mm/h",
                "0 0 0 0 0, 0 0 0 0 0 0 0 0 4 4 0 0 0 20 20 | Heavy rain on and off from 15:00, up to 20 mm/h at 15:25 | 15時から断続的に強い雨、15時25分に最大20 mm/h",
                // missing
                "x x x x x, x x x x x x x x x x x x x x x | No radar covers this place | この地点はレーダーの観測範囲外です",
                "0 0 0 0 x, x x x x x x x x x x x x x x x | There are no data for this place at the moment | 現在、この地点のデータがありません",
                "0 0 0 0 0, 0 0 x 9 9 9 9 9 9 9 9 9 9 9 9 | No rain until 14:25 | 14時25分まで雨は降らない見込み",
                "x x x x 0, 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 | Light rain in 10 minutes until 14:30, up to 2 mm/h at 14:25 | 10分後から14時30分まで弱い雨、14時25分に最大2 mm/h",
                "0 0 0 0 50, 49 48 47 46 45 44 43 42 41 40 39 38 37 36 35 | Extremely heavy rain until at least 15:30, 50 mm/h now | 少なくとも15時30分まで非常に激しい雨、現在50 mm/h",
            })
    void whatFallsIsSaidInASentence(String rates, String english, String japanese) {
        assertSentences(rates, BASE, JAPAN, english, japanese);
    }

    @Test
    void minutesCountFromNowAndNotFromTheForecast() {
        String rates = "0 0 0 0 0, 0 0 0 0 3 6 6 5 4 3 3 3 2 2 1";
        assertSentences(
                rates,
                BASE.plusSeconds(4 * 60 + 31),
                JAPAN,
                "Rain in 20 minutes, up to 6 mm/h at 14:45",
                "20分後に雨、14時45分に最大6 mm/h");
        assertSentences(
                rates,
                BASE.plusSeconds(24 * 60 + 50),
                JAPAN,
                "Rain in 1 minute, up to 6 mm/h at 14:45",
                "1分後に雨、14時45分に最大6 mm/h");
        assertSentences(
                rates,
                BASE.plusSeconds(40 * 60),
                JAPAN,
                "Rain until at least 15:30, 5 mm/h now",
                "少なくとも15時30分まで雨、現在5 mm/h");
    }

    @Test
    void aForecastThatIsOverSaysSo() {
        assertSentences(
                "0 0 0 0 9, 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9",
                BASE.plus(STEP.multipliedBy(15)),
                JAPAN,
                "There is no forecast for now: the newest one ended at 15:30",
                "現在の予想はありません（最新の予想は15時30分まで）");
    }

    @Test
    void timesAreThoseOfTheZone() {
        assertSentences(
                "0 0 0 0 0, 0 0 0 0 3 6 6 5 4 3 3 3 2 2 1",
                BASE,
                ZoneId.of("Europe/Berlin"),
                "Rain in 25 minutes, up to 6 mm/h at 06:45",
                "25分後に雨、6時45分に最大6 mm/h");
    }

    private static void assertSentences(String text, Instant now, ZoneId zone, String english, String japanese) {
        List<RateAt> rates = new ArrayList<>();
        Instant time = BASE.minus(STEP.multipliedBy(4));
        for (String rate : text.replace(",", "").split(" ")) {
            rates.add(new RateAt(time, rate.equals("x") ? Float.NaN : Float.parseFloat(rate), List.of()));
            time = time.plus(STEP);
        }
        Outlook outlook = Outlook.of(Coverage.of(rates.subList(0, 5)), rates, now);
        assertEquals(english, Sentence.english(now, zone).of(outlook));
        assertEquals(japanese, Sentence.japanese(now, zone).of(outlook));
    }
}
