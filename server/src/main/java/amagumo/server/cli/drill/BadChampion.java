package amagumo.server.cli.drill;

import amagumo.ingest.store.FrameStore;
import amagumo.model.file.ListedZip;
import amagumo.model.verification.LeadSums;
import amagumo.server.database.Database;
import amagumo.server.forecast.file.ForecastArchive;
import amagumo.server.registry.Alias;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import amagumo.server.verification.ScoreStore;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Somebody promoted a model whose table of rain rates is wrong: it forecasts several times as much rain as it should. */
final class BadChampion implements Fault {

    private static final String LIST = "model.json";
    private static final String MODEL = "convlstm";
    private static final int LEADS = 15;

    private final double factor;
    private Path shipped = Path.of("");

    /** @param factor by which its rain is too much */
    BadChampion(double factor) {
        this.factor = factor;
    }

    /** What was forecast at the start has come by now. */
    @Override
    public Duration behind() {
        return Feed.STEP.multipliedBy(LEADS);
    }

    @Override
    public void prepare(Sandbox sandbox) {
        shipped = sandbox.samples().resolve("model.zip").toAbsolutePath();
    }

    @Override
    public String settings() {
        return "serve.model = \"%s\"".formatted(shipped);
    }

    @Override
    public void beforeStart(Sandbox sandbox) throws IOException {
        ListedZip good = ListedZip.read(shipped, LIST, "model file");
        ObjectNode list = good.list().deepCopy().put("name", "tuned");
        ArrayNode rates = (ArrayNode) list.at("/outputMapping/ratesMmH");
        for (int i = 0; i < rates.size(); i++) {
            rates.set(i, factor * rates.get(i).asDouble());
        }
        Path bad = sandbox.config().resolveSibling("tuned.zip");
        new ListedZip(list, good.entries()).write(bad, LIST);
        inRegistry(sandbox, registry -> {
            registry.adopt(shipped, "the settings");
            ModelVersion tuned = registry.register(bad, "the night shift");
            return registry.promote(registry.aliases(), tuned.number(), "the night shift", "more rain in the evening");
        });
    }

    @Override
    public void strike(Sandbox sandbox) throws IOException, InterruptedException {
        while (sandbox.ask("/api/v1/forecasts/latest").path("baseTime").isMissingNode()) {
            Thread.sleep(100);
        }
        sandbox.feed().goOnTo(Feed.last(Instant.now()), "");
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException {
        String store = ForecastArchive.name(FrameStore.open(sandbox.store()));
        Map<String, LeadSums> sums =
                sandbox.inDatabase(database -> new ScoreStore(database.jdbi(), store).sumsByNowcaster(Instant.EPOCH));
        LeadSums model = sums.getOrDefault(MODEL, LeadSums.NONE);
        return model.frames() < LEADS
                ? Optional.empty()
                : Optional.of("the meters of the last day: %s; %s"
                        .formatted(meters(MODEL, model), meters("rover", sums.get("rover"))));
    }

    private static String meters(String nowcaster, LeadSums sums) {
        Map<String, Double> scores = sums.scores();
        return "amagumo_skill_mse{nowcaster=\"%s\"} %.4g, amagumo_skill_csi_1{nowcaster=\"%s\"} %.3f"
                .formatted(nowcaster, scores.get("mse"), nowcaster, scores.get("csi_1"));
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException, InterruptedException {
        ModelVersion serving =
                inRegistry(sandbox, registry -> registry.find(Alias.CHAMPION).orElseThrow());
        return serving.number() == 1
                && serving.sha256()
                        .equals(sandbox.ask("/api/v1/forecasts/latest")
                                .path("modelVersion")
                                .asText());
    }

    /** What is done with a registry. */
    private interface Work<T> {
        T on(ModelRegistry registry) throws IOException;
    }

    private static <T> T inRegistry(Sandbox sandbox, Work<T> work) throws IOException {
        try (Database database = Database.open(sandbox.settings().database(), sandbox.state())) {
            return work.on(ModelRegistry.of(database, sandbox.state(), Clock.systemUTC()));
        }
    }
}
