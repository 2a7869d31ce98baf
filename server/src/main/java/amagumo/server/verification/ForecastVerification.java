package amagumo.server.verification;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.verification.LeadSums;
import amagumo.model.verification.ReliabilitySums;
import amagumo.model.verification.Verification;
import amagumo.server.database.Storing;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.FrameVersions;
import amagumo.server.forecast.file.ForecastKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares kept forecasts with what then fell, by the sums of {@code model.verification} and so of {@code amagumo evaluate}:
 * each lead, with its probabilities if it has some, as its observation is there, and again when the forecast or the observation
 * has become another one. Beside what is kept, persistence and optical flow are always compared: where they are not kept they are
 * computed here. What was compared is in the database, so that a run goes on where the last one ended, on whatever server. Not for
 * several threads.
 */
public final class ForecastVerification {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastVerification.class);

    private final FrameStore store;
    private final Forecasts forecasts;
    private final ScoreStore scores;
    private final Duration reach;
    private final FrameVersions versions = new FrameVersions();
    private final Contenders contenders;

    /**
     * @param store the store that is forecast, opened for this alone: it is refreshed at each run; it may be awaited
     * @param reach how much older than the newest frame a forecast may be to be compared still: how late a correction counts
     */
    public ForecastVerification(FrameStore store, Forecasts forecasts, ScoreStore scores, Duration reach) {
        this.store = store;
        this.forecasts = forecasts;
        this.scores = scores;
        this.reach = reach;
        this.contenders = new Contenders(store, forecasts, versions);
    }

    /**
     * What a run did.
     *
     * @param compared how many leads of forecasts
     * @param finished whether nothing that could be compared was left
     * @param folded days whose forecasts were left out, as {@linkplain ScoreFolding their scores are folded}
     */
    public record Outcome(int compared, boolean finished, Set<LocalDate> folded) {}

    /**
     * Compares what is open of recent base times and of some more, oldest first. What was compared of a base time is kept when it is done with it. One
     * with a damaged frame is passed over: from the next run on the store is without that frame.
     *
     * @param named base times that are compared however old they are, at least one
     * @param goOn asked before each base time; once it is false the run ends
     * @param storing how the sums are stored
     */
    public Outcome run(Set<Instant> named, BooleanSupplier goOn, Storing<RuntimeException> storing) throws IOException {
        store.refresh();
        NavigableMap<Instant, StoredFrame> frames = store.frames();
        if (frames.isEmpty()) {
            return new Outcome(0, true, Set.of());
        }
        Instant from = frames.lastKey().minus(reach);
        Set<Comparison> done = scores.comparisons(from, named);
        Set<Instant> bases = new LinkedHashSet<>();
        forecasts.archive().files().keySet().stream()
                .map(ForecastKey::baseTime)
                .filter(base -> !base.isBefore(from) || named.contains(base))
                .forEach(bases::add);
        Set<LocalDate> folded = scores.folded(bases);
        bases.removeIf(base -> folded.contains(ScoreFolding.day(base)));
        int compared = 0;
        for (Instant base : bases) {
            Optional<InputFrames> inputs = InputFrames.at(store, base);
            if (inputs.isPresent()) {
                if (!goOn.getAsBoolean()) {
                    return new Outcome(compared, false, folded);
                }
                List<ForecastScore> found = compareUndamaged(inputs.get(), observed(frames, base), done);
                if (!found.isEmpty()) {
                    storing.store(handle -> scores.put(handle, found, Instant.now()));
                    compared += found.size();
                }
            }
        }
        return new Outcome(compared, true, folded);
    }

    /** The frames that came after a base time, by lead, 1 to {@link Nowcast#LEADS}. */
    private NavigableMap<Integer, StoredFrame> observed(NavigableMap<Instant, StoredFrame> frames, Instant base) {
        NavigableMap<Integer, StoredFrame> observed = new TreeMap<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            StoredFrame frame = frames.get(base.plus(Duration.ofMinutes((long) lead * store.stepMinutes())));
            if (frame != null) {
                observed.put(lead, frame);
            }
        }
        return observed;
    }

    private List<ForecastScore> compareUndamaged(
            InputFrames inputs, NavigableMap<Integer, StoredFrame> observed, Set<Comparison> done) throws IOException {
        try {
            return compare(inputs, observed, done);
        } catch (MalformedGribException e) {
            List<StoredFrame> frames = new ArrayList<>(inputs.frames());
            frames.addAll(observed.values());
            store.verify(frames);
            LOG.warn("the forecasts of {} are not compared: {}", inputs.baseTime(), e.getMessage());
            return List.of();
        }
    }

    private List<ForecastScore> compare(
            InputFrames inputs, NavigableMap<Integer, StoredFrame> observed, Set<Comparison> done) throws IOException {
        List<ForecastScore> found = new ArrayList<>();
        for (Contender contender : contenders.of(inputs)) {
            NavigableMap<Integer, Comparison> open = open(inputs, contender, observed, done);
            Optional<Contender.Fields> fields =
                    open.isEmpty() ? Optional.empty() : contender.source().get();
            if (fields
                    .isPresent()) { // else its frames or its file have changed: it is made again before it is compared
                float[][] last = rates(inputs.frames().get(NowcastInput.FRAMES - 1));
                for (Map.Entry<Integer, Comparison> comparison : open.entrySet()) {
                    float[][] came = rates(observed.get(comparison.getKey()));
                    found.add(score(comparison.getValue(), fields.get(), comparison.getKey(), came, last));
                }
            }
        }
        return found;
    }

    private ForecastScore score(
            Comparison comparison, Contender.Fields fields, int lead, float[][] came, float[][] last)
            throws IOException {
        Map<Float, ReliabilitySums> reliability = new HashMap<>();
        for (int k = 0; k < fields.thresholdsMmH().size(); k++) {
            float threshold = fields.thresholdsMmH().get(k);
            reliability.put(threshold, ReliabilitySums.of(fields.probabilities().of(lead, k), came, last, threshold));
        }
        LeadSums sums = LeadSums.of(came, fields.rates().of(lead), last, Verification.fssWindow(store.grid()));
        return new ForecastScore(comparison, fields.modelVersion(), sums, reliability);
    }

    /** What is still to be compared of a forecast, by lead. */
    private NavigableMap<Integer, Comparison> open(
            InputFrames inputs, Contender contender, NavigableMap<Integer, StoredFrame> observed, Set<Comparison> done)
            throws IOException {
        NavigableMap<Integer, Comparison> open = new TreeMap<>();
        for (Map.Entry<Integer, StoredFrame> came : observed.entrySet()) {
            Comparison comparison = comparison(inputs.baseTime(), contender, came.getKey(), came.getValue());
            if (!done.contains(comparison)) {
                open.put(came.getKey(), comparison);
            }
        }
        return open;
    }

    private Comparison comparison(Instant base, Contender contender, int lead, StoredFrame came) throws IOException {
        return new Comparison(
                base,
                contender.nowcaster(),
                lead * store.stepMinutes(),
                contender.version(),
                versions.of(came).hex());
    }

    private float[][] rates(StoredFrame frame) throws IOException {
        return frame.read(store.grid().allCells()).values();
    }
}
