package amagumo.server.registry;

import amagumo.model.file.TrainingData;
import amagumo.model.file.TrainingPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Versions and aliases as programs are told of them; the names of the fields are a contract. Times are ISO-8601, UTC.
 *
 * @param aliases the version that each alias stands for, those that stand for one
 * @param versions newest first
 * @param moves what became of aliases of late, newest first
 */
public record ModelListing(Map<String, Long> aliases, List<Version> versions, List<Move> moves) {

    /** More versions or moves are not told at once. */
    public static final int MOST = 1000;

    /**
     * A version.
     *
     * @param version its number
     * @param aliases that stand for it
     * @param sha256 of its file
     * @param name what its forecasts call their maker
     * @param octets of its file
     * @param registered when it came
     * @param removed when its file was removed, null while it is kept
     * @param origin who or what registered it
     * @param parent the version whose weights its training began with, null if there is none
     * @param steps how many training steps made it, those of its parents included
     * @param scores of its validation
     * @param settings of its training
     * @param data the stores that it and its parents learnt from
     * @param periods when the frames are of that they learnt from
     */
    public record Version(
            long version,
            List<String> aliases,
            String sha256,
            String name,
            long octets,
            String registered,
            String removed,
            String origin,
            Long parent,
            long steps,
            Map<String, Double> scores,
            Map<String, String> settings,
            List<Store> data,
            List<Period> periods) {}

    /** A store that was learnt from. */
    public record Store(String store, int stepMinutes, double cellKm, String firstTime, String lastTime) {}

    /** A stretch of time, both ends included. */
    public record Period(String first, String last) {}

    /**
     * A move of an alias.
     *
     * @param revision the same for what was moved together
     * @param from null if the alias stood for nothing
     * @param to null if it has stood for nothing since
     */
    public record Move(long revision, String alias, Long from, Long to, String moved, String who, String why) {}

    /** Some versions below a number, and as many moves. */
    public static ModelListing of(ModelRegistry registry, long before, int limit) {
        Aliases aliases = registry.aliases();
        return new ModelListing(
                aliases.byName(),
                registry.before(before, limit).stream()
                        .map(version -> version(version, aliases))
                        .toList(),
                registry.moves(limit).stream().map(ModelListing::move).toList());
    }

    /** One version. */
    public static Version version(ModelVersion version, Aliases aliases) {
        Lineage lineage = version.lineage();
        return new Version(
                version.number(),
                aliases.versions().entrySet().stream()
                        .filter(entry -> entry.getValue() == version.number())
                        .map(entry -> entry.getKey().toString())
                        .toList(),
                version.sha256(),
                version.name(),
                version.octets(),
                version.registered().toString(),
                version.removed().map(Instant::toString).orElse(null),
                lineage.origin(),
                version.parent().orElse(null),
                lineage.steps(),
                lineage.scores(),
                lineage.settings(),
                lineage.data().stream().map(ModelListing::store).toList(),
                lineage.periods().stream().map(ModelListing::period).toList());
    }

    private static Store store(TrainingData data) {
        return new Store(
                data.store(),
                data.stepMinutes(),
                data.cellKm(),
                data.firstTime().toString(),
                data.lastTime().toString());
    }

    private static Period period(TrainingPeriod period) {
        return new Period(period.first().toString(), period.last().toString());
    }

    private static Move move(AliasMove move) {
        return new Move(
                move.revision(),
                move.alias().toString(),
                move.from().orElse(null),
                move.to().orElse(null),
                move.moved().toString(),
                move.who(),
                move.why());
    }
}
