package amagumo.server.registry;

import amagumo.ingest.file.Sha256;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.server.database.Database;
import amagumo.server.database.Storing;
import amagumo.server.event.EventKind;
import amagumo.server.event.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/**
 * Models and which of them serves. A version is a file that never changes and a row on where it comes from; aliases say what a
 * version is to the server, as those of MLflow's registry do. Aliases move together in one transaction, if they still
 * stand for what who moves them believes (compare and set), and never to a version whose file is not whole. For several
 * threads and servers at once.
 */
public final class ModelRegistry {

    private final Jdbi jdbi;
    private final ModelFiles files;
    private final InstantSource clock;
    private final Storing<IOException> storing;

    private ModelRegistry(Jdbi jdbi, ModelFiles files, InstantSource clock, Storing<IOException> storing) {
        this.jdbi = jdbi;
        this.files = files;
        this.clock = clock;
        this.storing = storing;
    }

    /**
     * The registry of a server.
     *
     * @param state directory of the server's state, below which the files lie
     */
    public static ModelRegistry of(Database database, Path state, InstantSource clock) {
        Jdbi jdbi = database.jdbi();
        return new ModelRegistry(jdbi, new ModelFiles(state.resolve("models")), clock, jdbi::useTransaction);
    }

    /** The same registry, whose changes are stored in another way. */
    public ModelRegistry storing(Storing<IOException> other) {
        return new ModelRegistry(jdbi, files, clock, other);
    }

    /**
     * Registers a model that was trained elsewhere.
     *
     * @param who registers it
     * @return its version; the one there is if the same file was registered before, whose file is kept again if it was removed
     * @throws IOException if the file is not a model's or cannot be kept
     */
    public ModelVersion register(Path file, String who) throws IOException {
        ModelMetadata model = ModelFile.readMetadata(file);
        return register(file, model, Optional.empty(), Lineage.of(model, who));
    }

    /**
     * Registers a model that was trained from another.
     *
     * @param parent the version whose weights its training began with
     */
    public ModelVersion register(Path file, ModelVersion parent, Lineage lineage) throws IOException {
        return register(file, ModelFile.readMetadata(file), Optional.of(parent.number()), lineage);
    }

    private ModelVersion register(Path file, ModelMetadata model, Optional<Long> parent, Lineage lineage)
            throws IOException {
        byte[] content = Files.readAllBytes(file);
        String sha256 = files.keep(content);
        AtomicReference<ModelVersion> registered = new AtomicReference<>();
        storing.store(handle -> {
            RegistryRows.take(handle);
            Instant now = now();
            Optional<ModelVersion> known = RegistryRows.find(handle, sha256);
            if (known.isPresent() && known.get().removed().isPresent()) {
                files.keep(content); // it may have been removed since it was kept above
                RegistryRows.restore(handle, known.get(), now);
            }
            if (known.isEmpty()) {
                long number = RegistryRows.nextVersion(handle);
                RegistryRows.insert(
                        handle,
                        new ModelVersion(
                                number, sha256, model.name(), content.length, now, parent, lineage, Optional.empty()));
            }
            registered.set(RegistryRows.find(handle, sha256).orElseThrow());
        });
        return registered.get();
    }

    /**
     * Whether the settings name another file than they did at the last start, or one that was never registered. Then an operator
     * wants it to serve from now on. Else whoever promoted another since knew of it.
     */
    public boolean isNewlyNamed(Path file) throws IOException {
        String sha256 = Sha256.of(Files.readAllBytes(file));
        Optional<String> before = jdbi.withHandle(RegistryRows::namedBySettings);
        return find(sha256).isEmpty()
                || aliases().of(Alias.CHAMPION).isEmpty()
                || !before.orElse(sha256).equals(sha256);
    }

    /**
     * Registers the model that settings name, and makes it the champion if it is {@linkplain #isNewlyNamed newly named}.
     *
     * @return its version
     */
    public ModelVersion adopt(Path file, String who) throws IOException {
        boolean serves = isNewlyNamed(file);
        Aliases now = aliases();
        ModelVersion version = register(file, who);
        if (serves && !now.of(Alias.CHAMPION).equals(Optional.of(version.number()))) {
            promote(now, version.number(), who, "the settings name this model");
        }
        jdbi.useHandle(handle -> RegistryRows.setNamedBySettings(handle, version.sha256()));
        return version;
    }

    /** A version by its number. */
    public Optional<ModelVersion> find(long number) {
        return jdbi.withHandle(handle -> RegistryRows.find(handle, number));
    }

    /** The version of a file by its SHA-256. */
    public Optional<ModelVersion> find(String sha256) {
        return jdbi.withHandle(handle -> RegistryRows.find(handle, sha256));
    }

    /** The version that an alias stands for. */
    public Optional<ModelVersion> find(Alias alias) {
        return aliases().of(alias).flatMap(this::find);
    }

    /** Versions below a number, newest first. */
    public List<ModelVersion> before(long number, int limit) {
        return jdbi.withHandle(handle -> RegistryRows.before(handle, number, limit));
    }

    /** What aliases stand for now. */
    public Aliases aliases() {
        return jdbi.withHandle(RegistryRows::aliases);
    }

    /** What became of aliases, newest first. */
    public List<AliasMove> moves(int limit) {
        return jdbi.withHandle(handle -> RegistryRows.moves(handle, limit));
    }

    /**
     * The file of a version, checked octet by octet.
     *
     * @throws RefusedMoveException if it was removed
     * @throws CorruptModelException if it is not what was registered
     */
    public Path file(ModelVersion version) throws IOException {
        requireKept(version);
        return files.whole(version);
    }

    /**
     * Removes the files of versions that came before the newest few, but of those that aliases stand for or the settings name.
     * Their rows stay: where later ones come from, and what made a forecast, can be told. A version is first said to be removed, so
     * that nothing takes it up, and then its file is; what is left of that when the server is killed is done the next time.
     *
     * @param newest how many of those that came last stay
     * @param needed of which file, by its SHA-256, something else has need
     * @return how many files were removed
     */
    public int prune(int newest, Predicate<String> needed) throws IOException {
        jdbi.useTransaction(handle -> {
            RegistryRows.take(handle);
            RegistryRows.beyond(handle, newest).stream()
                    .filter(version -> !needed.test(version.sha256()))
                    .forEach(version -> RegistryRows.remove(handle, version, now()));
        });
        int removed = 0;
        for (ModelVersion version : jdbi.withHandle(RegistryRows::removed)) {
            removed += files.has(version) && removeFile(version) ? 1 : 0;
        }
        return removed;
    }

    /** Under the registry's lock, for who registers the file again is to find it there. */
    private boolean removeFile(ModelVersion version) throws IOException {
        return jdbi.inTransaction(handle -> {
            RegistryRows.take(handle);
            boolean stillRemoved = RegistryRows.find(handle, version.number())
                    .flatMap(ModelVersion::removed)
                    .isPresent();
            return stillRemoved && files.remove(version);
        });
    }

    /**
     * Makes a version the challenger.
     *
     * @param expected what the aliases stood for when this was decided
     * @param who and why go to the history
     * @throws RefusedMoveException if aliases were moved since, or there is no such version, or its file was removed
     * @throws CorruptModelException if its file is not whole
     */
    public Aliases challenge(Aliases expected, long version, String who, String why) throws IOException {
        requireWhole(version);
        return move(expected, now -> now.with(Alias.CHALLENGER, Optional.of(version)), who, why);
    }

    /**
     * Makes nothing the challenger: the one there was is not judged again.
     *
     * @throws RefusedMoveException if aliases were moved since, or there is no challenger
     */
    public Aliases dismiss(Aliases expected, String who, String why) throws IOException {
        if (expected.of(Alias.CHALLENGER).isEmpty()) {
            throw new RefusedMoveException("there is no challenger");
        }
        return move(expected, now -> now.with(Alias.CHALLENGER, Optional.empty()), who, why);
    }

    /**
     * Makes a version the champion, and the champion the previous one. A challenger that is promoted is none any more.
     *
     * @throws RefusedMoveException if aliases were moved since, or the version is the champion, not there or removed
     * @throws CorruptModelException if its file is not whole
     */
    public Aliases promote(Aliases expected, long version, String who, String why) throws IOException {
        if (expected.of(Alias.CHAMPION).equals(Optional.of(version))) {
            throw new RefusedMoveException("model version %d is the champion already".formatted(version));
        }
        requireWhole(version);
        return move(
                expected,
                now -> {
                    Aliases promoted =
                            now.with(Alias.CHAMPION, Optional.of(version)).with(Alias.PREVIOUS, now.of(Alias.CHAMPION));
                    return now.of(Alias.CHALLENGER).equals(Optional.of(version))
                            ? promoted.with(Alias.CHALLENGER, Optional.empty())
                            : promoted;
                },
                who,
                why);
    }

    /**
     * Lets the previous champion serve again; the champion becomes the previous one, so that rolling back twice changes
     * nothing.
     *
     * @throws RefusedMoveException if aliases were moved since, or there is no previous champion
     * @throws CorruptModelException if its file is not whole
     */
    public Aliases rollBack(Aliases expected, String who, String why) throws IOException {
        long previous = expected.of(Alias.PREVIOUS)
                .orElseThrow(() -> new RefusedMoveException("there is no previous champion to go back to"));
        requireWhole(previous);
        return move(
                expected,
                now -> now.with(Alias.CHAMPION, Optional.of(previous)).with(Alias.PREVIOUS, now.of(Alias.CHAMPION)),
                who,
                why);
    }

    private void requireWhole(long number) throws IOException {
        file(find(number)
                .orElseThrow(() -> new RefusedMoveException("there is no model version %d".formatted(number))));
    }

    private static void requireKept(ModelVersion version) throws RefusedMoveException {
        if (version.removed().isPresent()) {
            throw new RefusedMoveException(
                    "the file of model version %d was removed at %s, as retention.models says; register the file again to use it"
                            .formatted(version.number(), version.removed().get()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Aliases move(Aliases expected, Function<Aliases, Aliases> change, String who, String why)
            throws IOException {
        Aliases after =
                new Aliases(expected.revision() + 1, change.apply(expected).versions());
        storing.store(handle -> {
            if (!RegistryRows.nextRevision(handle, expected.revision())) {
                throw new RefusedMoveException("the aliases of models were moved meanwhile: nothing was changed");
            }
            for (Alias alias : Alias.values()) {
                if (!after.of(alias).equals(expected.of(alias))) {
                    if (after.of(alias).isPresent()) { // it may have been removed since it was looked at
                        requireKept(
                                RegistryRows.find(handle, after.of(alias).get()).orElseThrow());
                    }
                    RegistryRows.move(
                            handle,
                            new AliasMove(
                                    after.revision(),
                                    alias,
                                    expected.of(alias),
                                    after.of(alias),
                                    clock.instant(),
                                    who,
                                    why));
                }
            }
            EventLog.append(
                    handle,
                    EventKind.MODEL,
                    "revision " + after.revision(),
                    clock.instant(),
                    Map.of("revision", after.revision(), "aliases", after.byName()));
        });
        return after;
    }
}
