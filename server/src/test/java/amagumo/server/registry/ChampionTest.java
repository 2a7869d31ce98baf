package amagumo.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionTest {

    private static final RadarGrid GRID = new RadarGrid(64, 64, 36, 139, 1 / 120.0, 1 / 80.0);

    @TempDir
    private Path directory;

    private Database database;
    private ModelRegistry registry;

    @BeforeEach
    void registerTwo() throws IOException {
        database = Database.open(Settings.defaults().database(), directory);
        registry = ModelRegistry.of(database, directory, Clock.systemUTC());
        registry.adopt(SampleModels.write(directory, "a"), "a test");
        registry.register(SampleModels.write(directory, "b"), "a test");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Champion open(int stepMinutes) throws IOException {
        return Champion.open(registry, nowcaster -> nowcaster.mismatch(GRID, stepMinutes));
    }

    @Test
    void whatServesFollowsTheAliasThereAndBack() throws Exception {
        try (Champion champion = open(5)) {
            assertEquals("a", champion.served().nowcaster().name());
            champion.follow(Duration.ofMillis(50));
            registry.promote(registry.aliases(), 2, "a test", "better");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (champion.served().version().number() != 2 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertEquals("b", champion.served().nowcaster().name());
            assertEquals(2, champion.served().version().number());
        }
    }

    @Test
    void aVersionThatIsDamagedNeverServes() throws Exception {
        try (Champion champion = open(5)) {
            registry.promote(registry.aliases(), 2, "a test", "better");
            Path file = registry.file(registry.find(2).orElseThrow());
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, new byte[whole.length]);
            champion.look();
            assertEquals("a", champion.served().nowcaster().name());
            String failure = champion.failure().orElseThrow();
            assertTrue(failure.startsWith("model version 1 goes on to serve: "), failure);
            assertThrows(CorruptModelException.class, () -> open(5));
            Files.write(file, whole);
            champion.look();
            assertEquals(Optional.empty(), champion.failure());
            assertEquals("b", champion.served().nowcaster().name());
        }
    }

    @Test
    void aModelThatDoesNotFitTheFramesDoesNotServe() {
        String message = assertThrows(IOException.class, () -> open(60)).getMessage();
        assertTrue(message.startsWith("model version 1: model a was trained on steps of"), message);
    }

    @Test
    void theModelOfTheSettingsServesWhenItIsNewAndNotEachTimeItIsNamed() throws Exception {
        registry.promote(registry.aliases(), 2, "a test", "better");
        assertEquals(1, registry.adopt(directory.resolve("a.zip"), "a test").number());
        assertEquals(2, registry.aliases().of(Alias.CHAMPION).orElseThrow());
        assertEquals(
                3, registry.adopt(SampleModels.write(directory, "c"), "a test").number());
        assertEquals(3, registry.aliases().of(Alias.CHAMPION).orElseThrow());
    }

    @Test
    void aModelThatTheSettingsComeBackToServesAgainWhoeverPromotedTheOther() throws Exception {
        registry.promote(registry.aliases(), 2, "an operator", "better");
        assertEquals(2, registry.adopt(directory.resolve("b.zip"), "a test").number());
        assertEquals(2, registry.aliases().of(Alias.CHAMPION).orElseThrow());

        assertEquals(1, registry.adopt(directory.resolve("a.zip"), "a test").number());
        assertEquals(1, registry.aliases().of(Alias.CHAMPION).orElseThrow(), "the settings name it anew");
    }
}
