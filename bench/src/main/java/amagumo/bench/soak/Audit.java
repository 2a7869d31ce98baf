package amagumo.bench.soak;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Rover;
import amagumo.model.verification.LeadSums;
import amagumo.model.verification.Verification;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.KeptFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at all that servers leave after a replay: store, forecasts, scores, attempts and what was sent. */
final class Audit implements AutoCloseable {

    private static final List<String> NOWCASTERS = List.of("convlstm", "rover");
    private static final List<String> COMPARED = List.of("convlstm", "persistence", "rover");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int RECOMPUTED = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Replay replay;
    private final int slots;
    private final List<ServedProcess> servers;
    private final Database database;
    private final List<Instant> frames;
    private final List<Instant> bases;
    private final List<String> wrong = new ArrayList<>();

    Audit(Path directory, Replay replay, int slots, List<ServedProcess> servers, DatabaseSettings database)
            throws IOException {
        this.directory = directory;
        this.replay = replay;
        this.slots = slots;
        this.servers = servers;
        this.database = Database.open(database, directory.resolve("state"));
        this.frames = replay.frames(slots);
        this.bases = replay.bases(frames);
    }

    /** Waits until the servers have no more to do, or do not get on with it. */
    void await() throws InterruptedException {
        long done = 0;
        long gotOn = System.nanoTime();
        while (System.nanoTime() - gotOn < PATIENCE.toNanos() && (scores() < scoresDue() || waitingRuns() > 0)) {
            long now = scores() + ended();
            gotOn = now > done ? System.nanoTime() : gotOn;
            done = now;
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** What is wrong, a sentence each. */
    List<String> run() throws IOException {
        frames();
        forecasts();
        scoresAreThoseOfTheFrames();
        attempts();
        sent();
        for (ServedProcess server : servers) {
            log(server);
        }
        return wrong;
    }

    @Override
    public void close() {
        database.close();
    }

    private void frames() throws IOException {
        FrameStore store = FrameStore.open(directory.resolve("store"));
        check(
                store.times().equals(frames),
                "of %d frames %d are stored",
                frames.size(),
                store.times().size());
        int different = 0;
        for (int slot = 0; slot < slots; slot++) {
            StoredFrame stored = store.frames().get(replay.time(slot));
            if (stored != null) {
                float[][] original = replay.frame(slot).orElseThrow().values();
                different += Arrays.deepEquals(original, rates(store, stored)) ? 0 : 1;
            }
        }
        check(different == 0, "of %d frames %d have other rates", frames.size(), different);
        say("%d frames of %d slots, all in the store with their rates: %s", frames.size(), slots, different == 0);
    }

    private void forecasts() throws IOException {
        ForecastArchive kept = ForecastArchive.open(directory.resolve("state/forecasts/store"));
        for (ServedProcess server : servers) {
            Map<String, Integer> listed = listed(server.address());
            for (Instant base : bases) {
                for (String nowcaster : NOWCASTERS) {
                    int times = listed.getOrDefault(base + " " + nowcaster, 0);
                    check(times == 1, "%s lists %d forecasts of %s by %s", server.name(), times, base, nowcaster);
                }
            }
            check(
                    listed.size() == bases.size() * NOWCASTERS.size(),
                    "%s lists %d forecasts of %d base times",
                    server.name(),
                    listed.size(),
                    bases.size());
        }
        long octets = 0;
        for (KeptFile file : kept.files().values()) {
            octets += file.octets();
            try (ForecastFile open = ForecastFile.open(file.path())) {
                open.requireNamed(file, open.header());
                open.verify();
            } catch (IOException e) {
                wrong.add("a kept forecast is damaged: " + e.getMessage());
            }
        }
        try (Stream<Path> files = Files.list(directory.resolve("state/forecasts/store"))) {
            long lie = files.count();
            check(
                    lie == kept.files().size(),
                    "%d files lie where %d forecasts are kept",
                    lie,
                    kept.files().size());
        }
        say(
                "%d base times, %d forecasts kept, %.0f MB",
                bases.size(), kept.files().size(), octets / 1e6);
    }

    private static Map<String, Integer> listed(URI server) throws IOException {
        Map<String, Integer> listed = new HashMap<>();
        String before = "";
        do {
            URI page = server.resolve("api/v1/forecasts?limit=500" + before);
            JsonNode answer;
            try (InputStream body = page.toURL().openStream()) {
                answer = JSON.readTree(body);
            }
            answer.path("forecasts")
                    .forEach(forecast -> listed.merge(
                            forecast.path("baseTime").asText() + " "
                                    + forecast.path("nowcaster").asText(),
                            1,
                            Integer::sum));
            before = answer.path("before").isTextual()
                    ? "&before=" + answer.path("before").asText()
                    : "";
        } while (!before.isEmpty());
        return listed;
    }

    private long scoresDue() {
        long leads = bases.stream()
                .mapToLong(base -> frames.stream()
                        .filter(frame -> frame.isAfter(base)
                                && !frame.isAfter(base.plus(replay.step().multipliedBy(Nowcast.LEADS))))
                        .count())
                .sum();
        return leads * COMPARED.size();
    }

    private long scores() {
        return number("select count(*) from forecast_scores");
    }

    private long ended() {
        return number("select count(*) from attempts where outcome <> 'running'");
    }

    private long waitingRuns() {
        return number(
                "select count(*) from scheduled_tasks where task_name in ('forecast', 'verify', 'export', 'train', 'promote')");
    }

    private long number(String statement) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(statement).mapTo(Long.class).one());
    }

    /** Each lead that has its observation was compared once, and some are compared again here. */
    private void scoresAreThoseOfTheFrames() throws IOException {
        check(scores() == scoresDue(), "of %d leads with an observation %d were compared", scoresDue(), scores());
        FrameStore store = FrameStore.open(directory.resolve("store"));
        Random random = new Random(1);
        int different = 0;
        for (int i = 0; i < RECOMPUTED; i++) {
            Instant base = bases.get(random.nextInt(bases.size()));
            List<float[][]> input = new ArrayList<>();
            for (StoredFrame frame : InputFrames.at(store, base).orElseThrow().frames()) {
                input.add(rates(store, frame));
            }
            Nowcast nowcast = new Rover().forecast(new NowcastInput(base, store.stepMinutes(), store.grid(), input));
            for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
                StoredFrame observed =
                        store.frames().get(base.plus(replay.step().multipliedBy(lead)));
                if (observed != null) {
                    LeadSums sums = LeadSums.of(
                            rates(store, observed),
                            nowcast.rates(lead),
                            input.get(NowcastInput.FRAMES - 1),
                            Verification.fssWindow(store.grid()));
                    different += isKept(base, lead * store.stepMinutes(), sums) ? 0 : 1;
                }
            }
        }
        check(different == 0, "%d leads by optical flow have other sums of scores when computed again", different);
        say("%d of %d leads compared; of %d base times again: %s", scores(), scoresDue(), RECOMPUTED, different == 0);
    }

    /** Rates are kept to 0.01 mm/h, so sums of errors differ a little; the tables of events do not. */
    private boolean isKept(Instant base, int lead, LeadSums sums) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select cells, hits_1, misses_1, false_alarms_1, squared_error"
                                + " from forecast_scores where nowcaster = 'rover' and base_time = ? and lead_minutes = ?")
                .bind(0, base.toEpochMilli())
                .bind(1, lead)
                .map((row, context) -> row.getLong(1) == sums.cells()
                        && row.getLong(2) == sums.events().get(1).hits()
                        && row.getLong(3) == sums.events().get(1).misses()
                        && row.getLong(4) == sums.events().get(1).falseAlarms()
                        && Math.abs(row.getDouble(5) - sums.squaredError()) <= 0.01 * sums.squaredError() + 0.1)
                .findOne()
                .orElse(false));
    }

    private void attempts() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery("select job, outcome, count(*) from attempts group by 1, 2")
                        .map((row, context) -> outcomes.put(row.getString(1) + " " + row.getString(2), row.getInt(3)))
                        .list());
        say("attempts: %s", outcomes);
        outcomes.forEach((kind, count) -> check(
                !kind.endsWith(" running") || kind.equals("watch running") && count == 1,
                "%d attempts are still %s",
                count,
                kind));
        Map<String, Integer> made = new HashMap<>();
        try (Stream<Path> logs = Files.list(directory.resolve("state/logs/forecast"))) {
            for (Path log : logs.toList()) {
                for (String line : Files.readAllLines(log)) {
                    if (line.endsWith(" made")) {
                        made.merge(line.substring(line.indexOf("forecast of")), 1, Integer::sum);
                    }
                }
            }
        }
        made.forEach((forecast, times) -> check(times == 1, "%s %d times", forecast, times));
    }

    private void sent() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("share"))) {
            List<Path> lie = files.filter(Files::isRegularFile).toList();
            check(lie.size() == bases.size(), "%d files of %d forecasts were sent", lie.size(), bases.size());
            say("%d files sent", lie.size());
        }
    }

    private void log(ServedProcess server) throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (String line : Files.readAllLines(server.log())) {
            if (line.contains(" WARN ") || line.contains(" ERROR ") || line.startsWith("\tat ")) {
                String kind = line.replaceFirst("^\\S+\\s+", "").replaceAll("\\d+", "N");
                lines.merge(kind.startsWith("at ") ? "a line of a stack trace" : kind, 1, Integer::sum);
            }
        }
        lines.forEach((line, times) -> say("%s logged %d times: %s", server.name(), times, line));
    }

    private static float[][] rates(FrameStore store, StoredFrame frame) throws IOException {
        return frame.read(store.grid().allCells()).values();
    }

    private void check(boolean holds, String format, Object... values) {
        if (!holds) {
            wrong.add(format.formatted(values));
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
