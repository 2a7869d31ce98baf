package amagumo.server.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.file.TrainingPeriod;
import amagumo.model.file.UnusableModelException;
import amagumo.server.database.Database;
import amagumo.server.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ModelRegistryTest {

    private static final Instant NOW = Instant.parse("2024-07-01T02:03:04.567Z");

    /** How often each of several moves aliases. */
    private static final int MOVES = 6;

    private final TestDatabase kind;

    @TempDir
    private Path directory;

    private Path state;
    private Database database;
    private ModelRegistry registry;

    ModelRegistryTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openARegistry() throws Exception {
        state = directory.resolve("var");
        database = Database.open(kind.settings(), state);
        registry = ModelRegistry.of(database, state, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCardTellsTheDaysThatWereLearntFromAndSinceWhenTheModelServes() throws Exception {
        ModelVersion parent = registry.register(SampleModels.write(directory, "a"), "a test");
        List<TrainingPeriod> periods = List.of(
                period("2024-06-01T22:00:00Z", "2024-06-02T01:00:00Z"),
                period("2024-06-02T05:00:00Z", "2024-06-02T05:30:00Z"),
                period("2024-06-04T00:00:00Z", "2024-06-05T23:00:00Z"));
        ModelVersion version = registry.register(
                SampleModels.write(directory, "b"),
                parent,
                new Lineage("a test", parent.lineage().data(), periods, 500, Map.of(), Map.of()));
        int events = 37; // some of which the shipped model learnt from in several steps
        ModelCard.Data data = new ModelCard.Data(events, 4, "2024-06-01T22:00:00Z", "2024-06-05T23:00:00Z");
        assertEquals(
                Optional.of(new ModelCard("b", version.sha256(), 500, data, null)),
                ModelCard.of(registry, version.sha256()));
        registry.promote(registry.aliases(), version.number(), "a test", "it is better");
        assertEquals(
                NOW.toString(),
                ModelCard.of(registry, version.sha256()).orElseThrow().since());
        assertEquals(Optional.empty(), ModelCard.of(registry, "ab".repeat(32)));
    }

    private static TrainingPeriod period(String first, String last) {
        return new TrainingPeriod(time(first), time(last));
    }

    @Test
    void aVersionIsAFileThatStaysAndWhereItComesFrom() throws Exception {
        Path file = SampleModels.write(directory, "a");
        ModelVersion version = registry.register(file, "a test");
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        assertEquals(1, version.number());
        assertEquals("a", version.name());
        assertEquals(NOW, version.registered());
        assertEquals(Optional.empty(), version.parent());
        assertEquals("a test", version.lineage().origin());
        assertFalse(version.lineage().hasNotSeen(time("2016-09-28T17:00:00Z"), time("2016-09-28T19:00:00Z")));
        assertTrue(version.lineage().hasNotSeen(time("2016-09-28T18:01:00Z"), time("2016-09-28T19:00:00Z")));
        assertEquals(Optional.of(version), registry.find(1));
        assertEquals(state.resolve("models").resolve(version.sha256() + ".zip"), registry.file(version));
        assertArrayEquals(content, Files.readAllBytes(registry.file(version)));
    }

    @Test
    void theSameFileIsTheSameVersionAndAnotherOneTheNext() throws Exception {
        ModelVersion first = register("a");
        assertEquals(first, register("a"));
        assertEquals(2, register("b").number());
        assertEquals(List.of(2L, 1L), numbers(registry.before(Long.MAX_VALUE, 10)));
        assertEquals(List.of(1L), numbers(registry.before(2, 10)));
        assertEquals(List.of(2L), numbers(registry.before(Long.MAX_VALUE, 1)));
    }

    @Test
    void whatIsPromotedServesAndIsRolledBack() throws Exception {
        register("a");
        register("b");
        assertEquals(new Aliases(0, Map.of()), registry.aliases());
        registry.promote(registry.aliases(), 1, "a test", "the first");
        registry.challenge(registry.aliases(), 2, "a test", "trained");
        assertEquals(new Aliases(2, Map.of(Alias.CHAMPION, 1L, Alias.CHALLENGER, 2L)), registry.aliases());
        Aliases promoted = registry.promote(registry.aliases(), 2, "a test", "better");
        assertEquals(new Aliases(3, Map.of(Alias.CHAMPION, 2L, Alias.PREVIOUS, 1L)), promoted);
        assertEquals(promoted, registry.aliases());
        assertEquals("b", registry.find(Alias.CHAMPION).orElseThrow().name());
        registry.rollBack(registry.aliases(), "somebody", "it was worse in the field");
        assertEquals(new Aliases(4, Map.of(Alias.CHAMPION, 1L, Alias.PREVIOUS, 2L)), registry.aliases());
        assertEquals(
                List.of(
                        new AliasMove(
                                4,
                                Alias.CHAMPION,
                                Optional.of(2L),
                                Optional.of(1L),
                                NOW,
                                "somebody",
                                "it was worse in the field"),
                        new AliasMove(
                                4,
                                Alias.PREVIOUS,
                                Optional.of(1L),
                                Optional.of(2L),
                                NOW,
                                "somebody",
                                "it was worse in the field")),
                registry.moves(2));
        assertEquals(7, registry.moves(100).size());
    }

    @Test
    void whoeverIsMistakenOfWhatServesMovesNothing() throws Exception {
        register("a");
        register("b");
        Aliases before = registry.aliases();
        registry.promote(before, 1, "a test", "first");
        IOException refused =
                assertThrows(RefusedMoveException.class, () -> registry.promote(before, 2, "a test", "too late"));
        assertEquals("the aliases of models were moved meanwhile: nothing was changed", refused.getMessage());
        assertEquals(1, registry.moves(10).size());
        assertThrows(RefusedMoveException.class, () -> registry.rollBack(registry.aliases(), "a test", "no previous"));
        assertThrows(RefusedMoveException.class, () -> registry.promote(registry.aliases(), 1, "a test", "again"));
        assertThrows(RefusedMoveException.class, () -> registry.promote(registry.aliases(), 7, "a test", "not there"));
    }

    @Test
    void whatIsStoredUnderAConditionThatFailsIsNotStored() throws Exception {
        register("a");
        ModelRegistry without = registry.storing(work -> database.jdbi().useTransaction(handle -> {
            work.useHandle(handle);
            throw new IOException("the lease is lost");
        }));
        assertThrows(IOException.class, () -> without.promote(registry.aliases(), 1, "a test", "lost"));
        assertThrows(IOException.class, () -> without.register(SampleModels.write(directory, "b"), "a test"));
        assertEquals(new Aliases(0, Map.of()), registry.aliases());
        assertEquals(List.of(1L), numbers(registry.before(Long.MAX_VALUE, 10)));
    }

    @Test
    void aCorruptFileIsNamedAndItsAliasRefused() throws Exception {
        ModelVersion version = register("a");
        Path file = registry.file(version);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        String message = assertThrows(
                        CorruptModelException.class, () -> registry.promote(registry.aliases(), 1, "a test", "no"))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.contains("model version 1 is damaged"), message);
        assertThrows(CorruptModelException.class, () -> registry.file(version));
        Files.delete(file);
        assertThrows(CorruptModelException.class, () -> registry.challenge(registry.aliases(), 1, "a test", "no"));
        assertEquals(new Aliases(0, Map.of()), registry.aliases());

        // Registered again, the file is whole again.
        assertEquals(version, register("a"));
        registry.promote(registry.aliases(), 1, "a test", "yes");
    }

    @Test
    void filesOfOlderVersionsAreRemovedAndWhatIsKnownOfThemStays() throws Exception {
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            register(name);
        }
        registry.promote(registry.aliases(), 1, "a test", "the first");
        registry.promote(registry.aliases(), 2, "a test", "better");
        registry.challenge(registry.aliases(), 3, "a test", "trained");
        Path file = registry.file(version(5));
        assertEquals(1, registry.prune(1, version(4).sha256()::equals));
        assertEquals(List.of(5L), removed(), "1 to 3 have aliases, 4 is needed, 6 came last");
        assertFalse(Files.exists(file));
        assertEquals(0, registry.prune(1, version(4).sha256()::equals), "there is nothing left to do");

        ModelVersion gone = version(5);
        assertEquals(Optional.of(NOW), gone.removed());
        assertEquals("a test", gone.lineage().origin());
        assertEquals("e", ModelCard.of(registry, gone.sha256()).orElseThrow().name());
        String reason =
                "the file of model version 5 was removed at %s, as retention.models says; register the file again to use it"
                        .formatted(NOW);
        assertEquals(reason, refused(() -> registry.promote(registry.aliases(), 5, "a test", "no")));
        assertEquals(reason, refused(() -> registry.challenge(registry.aliases(), 5, "a test", "no")));
        assertEquals(reason, refused(() -> registry.file(gone)));

        assertEquals(5, register("e").number(), "it comes again under its number");
        registry.promote(registry.aliases(), 5, "a test", "yes");
        registry.rollBack(registry.aliases(), "a test", "no");
        assertEquals(List.of(), removed());
    }

    @Test
    void theFileThatSettingsNameStaysAndAVersionThatComesAgainIsOneOfTheNewest() throws Exception {
        registry.adopt(SampleModels.write(directory, "a"), "the settings");
        register("b");
        register("c");
        registry.promote(registry.aliases(), 2, "a test", "better");
        registry.promote(registry.aliases(), 3, "a test", "better still");
        register("d");
        assertEquals(0, registry.prune(1, sha256 -> false));
        register("e");
        assertEquals(1, registry.prune(1, sha256 -> false));
        assertEquals(List.of(4L), removed());
        ModelRegistry later = ModelRegistry.of(database, state, Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC));
        later.register(SampleModels.write(directory, "d"), "a test");
        assertEquals(1, later.prune(1, sha256 -> false));
        assertEquals(List.of(5L), removed());
    }

    @Test
    void aVersionWhoseRemovalWasCutOffServesNobodyAndIsRemovedTheNextTime() throws Exception {
        register("a");
        register("b");
        Path file = registry.file(version(1));
        // A server that is killed ends between the row and the file.
        database.jdbi().useTransaction(handle -> RegistryRows.remove(handle, version(1), NOW));
        refused(() -> registry.promote(registry.aliases(), 1, "a test", "no"));
        assertTrue(Files.exists(file));
        assertEquals(1, registry.prune(10, sha256 -> false));
        assertFalse(Files.exists(file));
        assertEquals(List.of(1L), removed());
    }

    @Test
    void aVersionThatIsRemovedWhileItIsPromotedDoesNotServe() throws Exception {
        register("a");
        register("b");
        refused(() -> afterAPruning().promote(registry.aliases(), 1, "a test", "too late"));
        assertEquals(new Aliases(0, Map.of()), registry.aliases());
        assertEquals(List.of(1L), removed());
    }

    @Test
    void aFileThatIsRemovedWhileItIsRegisteredAgainIsThere() throws Exception {
        register("a");
        register("b");
        database.jdbi().useTransaction(handle -> RegistryRows.remove(handle, version(1), NOW));
        ModelVersion again = afterAPruning().register(SampleModels.write(directory, "a"), "a test");
        assertEquals(1, again.number());
        assertTrue(Files.exists(registry.file(again)));
    }

    /** The registry, whose changes come just after those of a pruning by another server. */
    private ModelRegistry afterAPruning() {
        return registry.storing(work -> {
            registry.prune(1, sha256 -> false);
            database.jdbi().useTransaction(work);
        });
    }

    private ModelVersion version(long number) {
        return registry.find(number).orElseThrow();
    }

    private List<Long> removed() {
        return registry.before(Long.MAX_VALUE, 100).stream()
                .filter(version -> version.removed().isPresent())
                .map(ModelVersion::number)
                .toList();
    }

    private static String refused(Executable move) {
        return assertThrows(RefusedMoveException.class, move).getMessage();
    }

    @Test
    void whatIsNotAModelIsNotRegistered() throws Exception {
        Path file = Files.write(directory.resolve("x.zip"), new byte[100]);
        assertThrows(UnusableModelException.class, () -> registry.register(file, "a test"));
        assertEquals(List.of(), registry.before(Long.MAX_VALUE, 10));
    }

    /** Each move follows the one before it, whoever made them: as if they had come one after the other. */
    @Test
    void movesOfSeveralAtOnceFollowEachOther() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            register(name);
        }
        registry.promote(registry.aliases(), 1, "a test", "first");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> movers = new ArrayList<>();
        for (int mover = 0; mover < 4; mover++) {
            int seed = mover;
            movers.add(threads.submit(() -> moved(new Random(seed))));
        }
        int moved = 0;
        for (Future<Integer> mover : movers) {
            moved += mover.get();
        }
        threads.shutdown();
        assertEquals(1 + moved, registry.aliases().revision());
        assertEquals(4 * MOVES, moved);

        Map<Alias, Long> replayed = new EnumMap<>(Alias.class);
        List<AliasMove> moves = new ArrayList<>(registry.moves(1000));
        for (int i = moves.size() - 1; i >= 0; i--) {
            AliasMove move = moves.get(i);
            assertEquals(move.from(), Optional.ofNullable(replayed.get(move.alias())), move::toString);
            move.to().ifPresentOrElse(to -> replayed.put(move.alias(), to), () -> replayed.remove(move.alias()));
        }
        assertEquals(registry.aliases().versions(), replayed);
    }

    /** Moves until {@link #MOVES} were not refused because somebody else moved first. */
    private int moved(Random random) {
        int moved = 0;
        for (int tries = 0; moved < MOVES && tries < 200 * MOVES; tries++) {
            try {
                Aliases seen = registry.aliases();
                long version = 1 + random.nextInt(3);
                switch (random.nextInt(3)) {
                    case 0 -> registry.promote(seen, version, "a mover", "for a test");
                    case 1 -> registry.rollBack(seen, "a mover", "for a test");
                    default -> registry.challenge(seen, version, "a mover", "for a test");
                }
                moved++;
            } catch (RefusedMoveException e) {
                assertTrue(e.getMessage().matches(".*(meanwhile|already|no previous).*"), e::getMessage);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return moved;
    }

    private ModelVersion register(String name) throws IOException {
        return registry.register(SampleModels.write(directory, name), "a test");
    }

    private static List<Long> numbers(List<ModelVersion> versions) {
        return versions.stream().map(ModelVersion::number).toList();
    }

    private static Instant time(String text) {
        return Instant.parse(text);
    }
}
