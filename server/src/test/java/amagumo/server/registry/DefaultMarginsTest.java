package amagumo.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.evaluation.gate.GateDecision;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate decides by the settings that a server has when nobody set any. */
class DefaultMarginsTest {

    private static final Instant FIRST = Instant.parse("2024-06-01T00:00:00Z");

    /** Room for 40 windows, of 8 blocks of six hours. */
    private static final Duration JUDGED = Duration.ofHours(60);

    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();
    private Database database;
    private ModelRegistry registry;
    private Promotion promotion;

    @BeforeEach
    void serve() throws Exception {
        Settings settings = Settings.defaults();
        Path store = FadingShowers.write(
                directory.resolve("kanto"), FIRST, (int) JUDGED.toMinutes() / FadingShowers.STEP_MINUTES);
        database = Database.open(settings.database(), directory.resolve("var"));
        registry = ModelRegistry.of(database, directory.resolve("var"), Clock.systemUTC());
        promotion = new Promotion(registry, settings.models(), store);
        registry.adopt(FadingModels.write(directory, "champion", 1e-3, 3), "the settings");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aChallengerThatIsAsGoodAsTheChampionIsRefused() throws Exception {
        ModelVersion challenger = registry.register(FadingModels.write(directory, "sibling", 1e-3, 4), "a test");
        registry.challenge(registry.aliases(), challenger.number(), "a test", "for a test");
        Optional<GateDecision> decision =
                promotion.run(FIRST.plus(JUDGED), "a test", database.jdbi()::useTransaction, () -> true, log::add);
        assertInstanceOf(GateDecision.Keep.class, decision.orElseThrow(), log::toString);
        assertEquals(Map.of(Alias.CHAMPION, 1L), registry.aliases().versions());
        String all = log.toString();
        assertTrue(all.contains("of that of the champion, which had to be at most 0.9900"), all);
        assertTrue(all.contains("above that of optical flow, which had to be at least +0.0000"), all);
    }
}
