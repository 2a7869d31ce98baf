package amagumo.server.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.evaluation.Evaluation;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.evaluation.StoreWindows;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import amagumo.model.nowcast.SmoothedRover;
import amagumo.model.verification.LeadSums;
import amagumo.model.verification.ProbabilityVerification;
import amagumo.model.verification.ReliabilitySums;
import amagumo.server.MadeRain;
import amagumo.server.cli.Amagumo;
import amagumo.server.database.Database;
import amagumo.server.database.TestDatabase;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.Probable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Held to {@link Evaluation}, which is what {@code amagumo evaluate} runs. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ForecastVerificationTest {

    /** A base time of no forecast. */
    private static final Set<Instant> RECENT = Set.of(Instant.EPOCH);

    @Parameter
    private TestDatabase kind;

    @TempDir
    private Path directory;

    private Path store;
    private Database database;
    private ScoreStore scores;

    @BeforeEach
    void open() throws Exception {
        store = directory.resolve("store");
        database = Database.open(kind.settings(), directory.resolve("state"));
        scores = new ScoreStore(database.jdbi(), "store");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void scoresAreThoseOfEvaluateOverTheSameWindows() throws Exception {
        ingest(0, 22);
        Forecasts forecasts = forecasts();
        for (int base = 4; base <= 6; base++) {
            forecasts.make(MadeRain.time(base), () -> true);
        }
        ForecastVerification.Outcome done =
                verification(forecasts).run(RECENT, () -> true, database.jdbi()::useTransaction);
        assertEquals(new ForecastVerification.Outcome(3 * 3 * Nowcast.LEADS, true, Set.of()), done);
        List<Evaluation.Contender> contenders =
                List.of(contender(new Persistence()), contender(new Rover()), contender(new SmoothedRover()));
        List<NowcasterResult> expected =
                Evaluation.run(StoreWindows.of(FrameStore.open(store), StoreWindows.Part.ALL, 1), contenders);
        for (NowcasterResult result : expected) {
            List<LeadScores> found = sums(result.name());
            assertEquals(Nowcast.LEADS, found.size());
            for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
                LeadScores at = found.get(lead - 1);
                assertEquals(lead * MadeRain.STEP_MINUTES, at.leadMinutes());
                assertEquals(3, at.sums().frames());
                assertEquals(
                        result.totalScores().cellsPerLead()[lead - 1], at.sums().cells());
                for (Map.Entry<String, Double> score : at.sums().scores().entrySet()) {
                    double exact = result.totalScores().perLead().get(score.getKey())[lead - 1];
                    // Kept rates are rounded to 0.01 mm/h, but never across a threshold.
                    boolean ofEvents = score.getKey().matches("(csi|pod|far|fss).*");
                    assertEquals(
                            exact, score.getValue(), ofEvents ? 1e-12 : 0.01, result.name() + " " + score + " " + lead);
                }
            }
        }
    }

    @Test
    void reliabilityIsThatOfTheKeptProbabilitiesOverTheSameFrames() throws Exception {
        ingest(0, 22);
        Forecasts forecasts = forecasts(new Probable());
        FrameStore frames = FrameStore.open(store);
        ProbabilityVerification expected = new ProbabilityVerification();
        for (int base = 4; base <= 6; base++) {
            forecasts.make(MadeRain.time(base), () -> true);
            NowcastInput input = input(frames, base);
            List<float[][]> observed = new ArrayList<>();
            for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
                observed.add(rates(frames, base + lead));
            }
            expected.add(
                    Probable.inWholePerCent(new LagrangianProbability().exceedance(input)),
                    observed,
                    rates(frames, base));
        }
        for (int run = 0; run < 2; run++) { // what was compared is there once, however often it is looked at
            verification(forecasts).run(RECENT, () -> true, database.jdbi()::useTransaction);
            List<LeadReliability> found = scores.reliability().sums(ScoreQuery.since(Instant.EPOCH));
            assertEquals(Nowcast.LEADS * Exceedance.THRESHOLDS_MM_H.size(), found.size(), "references have none");
            for (int i = 0; i < found.size(); i++) {
                LeadReliability at = found.get(i);
                int lead = 1 + i / Exceedance.THRESHOLDS_MM_H.size();
                int threshold = i % Exceedance.THRESHOLDS_MM_H.size();
                assertEquals(lead * MadeRain.STEP_MINUTES, at.leadMinutes());
                assertEquals(Exceedance.THRESHOLDS_MM_H.get(threshold), at.thresholdMmH());
                assertEquals(3, at.forecasts());
                ReliabilitySums sums = expected.table(lead, threshold).sums();
                assertEquals(sums.brier(), at.sums().brier(), 1e-12);
                for (int bin = 0; bin < ReliabilitySums.BINS; bin++) {
                    ReliabilitySums.Bin of = sums.bins().get(bin);
                    ReliabilitySums.Bin kept = at.sums().bins().get(bin);
                    assertEquals(of.cases(), kept.cases());
                    assertEquals(of.events(), kept.events());
                    assertEquals(of.probabilities(), kept.probabilities(), 1e-6);
                }
            }
        }
    }

    @Test
    void aForecastThatIsScoredAgainWithoutProbabilitiesHasNoReliabilityAnyMore() {
        ForecastScore with = score("2024-03-01T00:00:00Z", "rover", 5, 1, Map.of(1f, ReliabilitySums.NONE));
        database.jdbi().useTransaction(handle -> scores.put(handle, List.of(with), Instant.EPOCH));
        assertEquals(
                1, scores.reliability().sums(ScoreQuery.since(Instant.EPOCH)).size());
        database.jdbi()
                .useTransaction(handle ->
                        scores.put(handle, List.of(score("2024-03-01T00:00:00Z", "rover", 5, 1)), Instant.EPOCH));
        assertEquals(List.of(), scores.reliability().sums(ScoreQuery.since(Instant.EPOCH)));
    }

    @Test
    void whatWasComparedIsNotComparedAgainAndACorrectionTakesItsPlace() throws Exception {
        ingest(0, 8);
        Forecasts forecasts = forecasts();
        forecasts.make(MadeRain.time(4), () -> true);
        ForecastVerification verification = verification(forecasts);
        assertEquals(
                3 * 3,
                verification
                        .run(RECENT, () -> true, database.jdbi()::useTransaction)
                        .compared(),
                "three leads have come");
        assertEquals(
                0,
                verification
                        .run(RECENT, () -> true, database.jdbi()::useTransaction)
                        .compared());
        double before = sums("persistence").get(2).sums().squaredError();
        replace(7);
        assertEquals(
                3,
                verification
                        .run(RECENT, () -> true, database.jdbi()::useTransaction)
                        .compared(),
                "the corrected frame, by each nowcaster");
        LeadScores after = sums("persistence").get(2);
        assertEquals(1, after.sums().frames());
        assertNotEquals(before, after.sums().squaredError());
        ingest(8, 9);
        assertEquals(
                3,
                verification
                        .run(RECENT, () -> true, database.jdbi()::useTransaction)
                        .compared(),
                "the next lead");
    }

    @Test
    void forecastsOfADayThatIsFoldedAreLeftOutAndItsScoresStay() throws Exception {
        ingest(0, 8);
        Forecasts forecasts = forecasts();
        forecasts.make(MadeRain.time(4), () -> true);
        ForecastVerification verification = verification(forecasts);
        verification.run(RECENT, () -> true, database.jdbi()::useTransaction);
        List<LeadScores> before = scores.sums(ScoreQuery.since(Instant.EPOCH));
        Instant later = Instant.now().plus(ScoreFolding.UNFOLDED).plus(Duration.ofDays(1));
        assertEquals(1, new ScoreFolding(database.jdbi()).fold(later));
        replace(7);
        assertEquals(
                new ForecastVerification.Outcome(0, true, Set.of(LocalDate.parse("2024-03-01"))),
                verification.run(RECENT, () -> true, database.jdbi()::useTransaction));
        assertEquals(before, scores.sums(ScoreQuery.since(Instant.EPOCH)));
    }

    @Test
    void runThatMustEndGoesOnLater() throws Exception {
        ingest(0, 10);
        Forecasts forecasts = forecasts();
        forecasts.make(MadeRain.time(4), () -> true);
        forecasts.make(MadeRain.time(5), () -> true);
        int[] asked = {0};
        ForecastVerification.Outcome first =
                verification(forecasts).run(RECENT, () -> asked[0]++ < 1, database.jdbi()::useTransaction);
        assertFalse(first.finished());
        ForecastVerification.Outcome second =
                verification(forecasts).run(RECENT, () -> true, database.jdbi()::useTransaction);
        assertTrue(second.finished());
        assertEquals(3 * (5 + 4), first.compared() + second.compared());
    }

    @Test
    void aForecastThatIsOlderThanTheReachIsComparedIfItIsNamed() throws Exception {
        ingest(0, 8);
        Forecasts forecasts = forecasts();
        forecasts.make(MadeRain.time(4), () -> true);
        ForecastVerification ofNothing =
                new ForecastVerification(FrameStore.openOrAwait(store), forecasts, scores, Duration.ofMinutes(5));
        assertEquals(
                0,
                ofNothing
                        .run(RECENT, () -> true, database.jdbi()::useTransaction)
                        .compared());
        assertEquals(
                3 * 3,
                ofNothing
                        .run(Set.of(MadeRain.time(4)), () -> true, database.jdbi()::useTransaction)
                        .compared());
        assertEquals(
                0,
                ofNothing
                        .run(Set.of(MadeRain.time(4)), () -> true, database.jdbi()::useTransaction)
                        .compared(),
                "what was compared is known");
    }

    @Test
    void aDayANowcasterAndALeadCanBeAskedFor() throws Exception {
        ingest(0, 8);
        Forecasts forecasts = forecasts();
        forecasts.make(MadeRain.time(4), () -> true);
        verification(forecasts).run(RECENT, () -> true, database.jdbi()::useTransaction);
        Instant day = Instant.parse("2024-03-01T00:00:00Z");
        ScoreQuery one = new ScoreQuery(
                day, day.plus(Duration.ofDays(1)), Optional.of("rover"), Optional.of(""), Optional.of(10), false);
        assertEquals(1, scores.sums(one).size());
        ScoreQuery next = new ScoreQuery(
                day.plus(Duration.ofDays(1)),
                day.plus(Duration.ofDays(2)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        assertEquals(List.of(), scores.sums(next));
        assertEquals(List.of(), new ScoreStore(database.jdbi(), "other").sums(ScoreQuery.since(Instant.EPOCH)));
    }

    @Test
    void daysThatAreAskedForOneByOneAreSummedByThemselves() {
        database.jdbi()
                .useTransaction(handle -> scores.put(
                        handle,
                        List.of(
                                score("2024-02-28T23:55:00Z", "rover", 5, 3),
                                score("2024-02-29T00:00:00Z", "rover", 5, 10),
                                score("2024-02-29T23:55:00Z", "rover", 5, 20),
                                score("2024-02-29T12:00:00Z", "rover", 10, 7),
                                score("2024-02-29T12:00:00Z", "persistence", 5, 1),
                                score("2024-03-01T00:00:00Z", "rover", 5, 40),
                                score("2024-03-02T00:00:00Z", "rover", 5, 99)),
                        Instant.EPOCH));
        ScoreQuery asked = new ScoreQuery(
                Instant.parse("2024-02-28T00:00:00Z"),
                Instant.parse("2024-03-02T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        assertEquals(
                List.of(
                        "persistence 5 2024-02-29: 1 forecasts, 10 cells, 1 hits",
                        "rover 5 2024-02-28: 1 forecasts, 10 cells, 3 hits",
                        "rover 5 2024-02-29: 2 forecasts, 20 cells, 30 hits",
                        "rover 5 2024-03-01: 1 forecasts, 10 cells, 40 hits",
                        "rover 10 2024-02-29: 1 forecasts, 10 cells, 7 hits"),
                scores.sums(asked).stream()
                        .map(of -> "%s %d %s: %d forecasts, %d cells, %d hits"
                                .formatted(
                                        of.nowcaster(),
                                        of.leadMinutes(),
                                        of.day().orElseThrow(),
                                        of.sums().frames(),
                                        of.sums().cells(),
                                        of.sums().events().get(0).hits()))
                        .toList());
    }

    /** Of one frame of ten cells. */
    private static ForecastScore score(String base, String nowcaster, int leadMinutes, long hits) {
        return score(base, nowcaster, leadMinutes, hits, Map.of());
    }

    private static ForecastScore score(
            String base, String nowcaster, int leadMinutes, long hits, Map<Float, ReliabilitySums> reliability) {
        List<LeadSums.Events> events = LeadSums.THRESHOLDS_MM_H.stream()
                .map(threshold -> new LeadSums.Events(hits, 0, 0))
                .toList();
        return new ForecastScore(
                new Comparison(Instant.parse(base), nowcaster, leadMinutes, "forecast", "observation"),
                "",
                new LeadSums(1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, events),
                reliability);
    }

    private List<LeadScores> sums(String nowcaster) {
        return scores.sums(ScoreQuery.since(Instant.EPOCH)).stream()
                .filter(score -> score.nowcaster().equals(nowcaster))
                .toList();
    }

    /** Optical flow that loses small scales is kept; persistence and optical flow are computed where they are compared. */
    private Forecasts forecasts() throws Exception {
        return forecasts(new SmoothedRover());
    }

    private Forecasts forecasts(Nowcaster nowcaster) throws Exception {
        return Kept.forecasts(FrameStore.open(store), directory.resolve("forecasts"), nowcaster);
    }

    private static NowcastInput input(FrameStore frames, int base) throws Exception {
        List<float[][]> last = new ArrayList<>();
        for (int frame = base - NowcastInput.FRAMES + 1; frame <= base; frame++) {
            last.add(rates(frames, frame));
        }
        return new NowcastInput(MadeRain.time(base), MadeRain.STEP_MINUTES, frames.grid(), last);
    }

    private static float[][] rates(FrameStore frames, int frame) throws Exception {
        return frames.frames()
                .get(MadeRain.time(frame))
                .read(frames.grid().allCells())
                .values();
    }

    private ForecastVerification verification(Forecasts forecasts) throws Exception {
        return new ForecastVerification(FrameStore.open(store), forecasts, scores, Duration.ofDays(1));
    }

    private void ingest(int from, int to) throws Exception {
        Path files = directory.resolve("files-" + from);
        Files.createDirectories(files);
        for (int i = from; i < to; i++) {
            MadeRain.write(files.resolve("frame%03d.bin".formatted(i)), MadeRain.time(i), i);
        }
        execute("ingest", files.toString(), "--store", store.toString());
    }

    private void replace(int frame) throws Exception {
        Path file = directory.resolve("correction.bin");
        MadeRain.write(file, MadeRain.time(frame), frame + 5);
        execute("ingest", file.toString(), "--store", store.toString(), "--replace");
    }

    private static void execute(String... arguments) {
        StringWriter err = new StringWriter();
        int status = Amagumo.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertEquals(0, status, err::toString);
    }

    private static Evaluation.Contender contender(Nowcaster nowcaster) {
        return new Evaluation.Contender(nowcaster.name(), nowcaster, 0);
    }
}
