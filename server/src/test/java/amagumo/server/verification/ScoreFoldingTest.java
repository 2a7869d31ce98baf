package amagumo.server.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.verification.LeadSums;
import amagumo.model.verification.ReliabilitySums;
import amagumo.server.database.Database;
import amagumo.server.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of folded days is held to the answers from before. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ScoreFoldingTest {

    private static final Instant FIRST = Instant.parse("2024-02-27T00:00:00Z");
    private static final int DAYS = 4;
    /** Two days are due, the third ended less than eight days ago. */
    private static final Instant NOW = FIRST.plus(Duration.ofDays(10)).plus(Duration.ofHours(5));

    private static final String OLD_MODEL = "a".repeat(64);
    private static final String NEW_MODEL = "b".repeat(64);

    @Parameter
    private TestDatabase kind;

    @TempDir
    private Path directory;

    private final Random random = new Random(7);
    private Database database;
    private ScoreStore scores;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(kind.settings(), directory);
        scores = new ScoreStore(database.jdbi(), "store");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsAskedOfFoldedDaysHasTheSameAnswer() {
        fill();
        List<Object> before = answers();
        assertEquals(DAYS * 6 * 4, rows("forecast_scores"));
        assertEquals(DAYS * 6 * 4, rows("forecast_reliability"));
        assertEquals(2, fold(NOW));
        assertEquals(before, answers());
        // The first day has two nowcasters at two leads, on the second one of them has two models; two thresholds.
        assertEquals(4 + 6 + 2 * 6 * 4, rows("forecast_scores"));
        assertEquals(4 + 8 + 2 * 6 * 4, rows("forecast_reliability"));

        assertEquals(0, fold(NOW), "what is folded is not due again");
        assertEquals(before, answers());
        assertEquals(2, fold(NOW.plus(Duration.ofDays(2))));
        assertEquals(before, answers());
        assertEquals(4 + 6 + 4 + 4, rows("forecast_scores"));
    }

    @Test
    void daysOfWhichSomethingWasComparedLatelyAreLeft() {
        put(FIRST, FIRST);
        put(FIRST.plusSeconds(300), NOW.minus(ScoreFolding.UNFOLDED));
        assertEquals(0, fold(NOW));
        assertEquals(1, fold(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void aRunFoldsTheOldestDaysOfAllStoresAndTheNextRunsTheOthers() {
        ScoreStore other = new ScoreStore(database.jdbi(), "other");
        for (int day = 0; day < ScoreFolding.MOST_DAYS + 1; day++) {
            put(FIRST.plus(Duration.ofDays(day)), FIRST);
        }
        database.jdbi().useTransaction(handle -> other.put(handle, forecasts(FIRST), FIRST));
        Instant late = NOW.plus(Duration.ofDays(100));
        assertEquals(ScoreFolding.MOST_DAYS, fold(late));
        assertEquals(Set.of(LocalDate.parse("2024-02-27")), other.folded(List.of(FIRST)));
        assertEquals(2, fold(late));
        assertEquals(0, fold(late));
    }

    @Test
    void aDayThatIsFoldedIsClosed() {
        put(FIRST.plusSeconds(300), FIRST);
        assertEquals(1, fold(NOW));
        List<Object> before = answers();
        put(FIRST, NOW);
        put(FIRST.plusSeconds(300), NOW);
        assertEquals(before, answers());
        Instant next = FIRST.plus(Duration.ofDays(1));
        assertEquals(
                Set.of(LocalDate.parse("2024-02-27")),
                scores.folded(List.of(FIRST, FIRST.plusSeconds(86_399), next, FIRST.minusSeconds(1))));
        put(next, NOW);
        assertTrue(rows("forecast_scores where base_time = " + next.toEpochMilli()) > 0, "other days are not");
    }

    @Test
    void whoAddsScoresAndWhoFoldsThemWaitForEachOther() throws Exception {
        put(FIRST, FIRST);
        for (Runnable work : List.<Runnable>of(
                () -> put(FIRST.plusSeconds(300), NOW), () -> fold(NOW.plus(ScoreFolding.UNFOLDED.multipliedBy(2))))) {
            CompletableFuture<Void> done = database.jdbi().inTransaction(handle -> {
                ScoreFolding.takeTurn(handle);
                CompletableFuture<Void> waits = CompletableFuture.runAsync(work);
                assertThrows(TimeoutException.class, () -> waits.get(300, TimeUnit.MILLISECONDS));
                return waits;
            });
            done.get(20, TimeUnit.SECONDS);
        }
        assertEquals(4, rows("forecast_scores"), "both base times are folded");
    }

    @Test
    void theNewestDayIsThatOfTheNewestBaseTime() {
        assertEquals(Optional.empty(), scores.newestDay());
        put(FIRST.plusSeconds(86_399), FIRST);
        assertEquals(Optional.of(LocalDate.parse("2024-02-27")), scores.newestDay());
    }

    private int fold(Instant now) {
        return new ScoreFolding(database.jdbi()).fold(now);
    }

    private long rows(String from) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + from)
                .mapTo(Long.class)
                .one());
    }

    private List<Object> answers() {
        List<Object> answers = new ArrayList<>();
        for (int first = 0; first < DAYS; first++) {
            for (int last = first; last < DAYS; last++) {
                for (boolean byDay : new boolean[] {false, true}) {
                    answers.add(scores.sums(query(first, last, Optional.empty(), byDay)));
                    answers.add(scores.sums(query(first, last, Optional.of(30), byDay)));
                }
                answers.add(scores.reliability().sums(query(first, last, Optional.empty(), false)));
                answers.add(scores.reliability().sums(query(first, last, Optional.of(30), false)));
            }
        }
        answers.add(scores.sums(ScoreQuery.since(Instant.EPOCH)));
        answers.add(ScoreStore.stores(database.jdbi()));
        return answers;
    }

    private static ScoreQuery query(int firstDay, int lastDay, Optional<Integer> lead, boolean byDay) {
        return new ScoreQuery(
                FIRST.plus(Duration.ofDays(firstDay)),
                FIRST.plus(Duration.ofDays(lastDay + 1)),
                Optional.empty(),
                Optional.empty(),
                lead,
                byDay);
    }

    /** Every four hours, so that the first base time of each day is its start. */
    private void fill() {
        for (int base = 0; base < DAYS * 6; base++) {
            put(FIRST.plus(Duration.ofHours(4L * base)), FIRST);
        }
    }

    private void put(Instant base, Instant compared) {
        database.jdbi().useTransaction(handle -> scores.put(handle, forecasts(base), compared));
    }

    /** One with and one without probabilities, at two leads. The model changes at noon of the second day. */
    private List<ForecastScore> forecasts(Instant base) {
        String model = base.isBefore(FIRST.plus(Duration.ofHours(36))) ? OLD_MODEL : NEW_MODEL;
        List<ForecastScore> forecasts = new ArrayList<>();
        for (int lead : new int[] {5, 30}) {
            forecasts.add(new ForecastScore(
                    new Comparison(base, "convlstm", lead, "forecast", "observation"),
                    model,
                    sums(),
                    Map.of(1f, reliability(), 5f, reliability())));
            forecasts.add(new ForecastScore(
                    new Comparison(base, "rover", lead, "forecast", "observation"), "", sums(), Map.of()));
        }
        return forecasts;
    }

    private LeadSums sums() {
        return new LeadSums(
                1,
                whole(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                random.nextInt(2),
                number(),
                number(),
                LeadSums.THRESHOLDS_MM_H.stream()
                        .map(threshold -> new LeadSums.Events(whole(), whole(), whole()))
                        .toList());
    }

    private ReliabilitySums reliability() {
        return new ReliabilitySums(
                number(),
                IntStream.range(0, ReliabilitySums.BINS)
                        .mapToObj(bin -> new ReliabilitySums.Bin(whole(), whole(), number()))
                        .toList());
    }

    private long whole() {
        return random.nextInt(1_000_000);
    }

    /** Whose sums are exact, in whatever order. */
    private double number() {
        return random.nextInt(1_000_000) / 64.0;
    }
}
