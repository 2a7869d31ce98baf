package amagumo.server.registry;

import amagumo.model.file.TrainingData;
import amagumo.model.file.TrainingPeriod;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What readers of forecasts are told of the model that made them; the names of the fields are a contract. Times are ISO-8601, UTC.
 *
 * @param name what its forecasts call their maker
 * @param sha256 of its file
 * @param steps how many training steps made it, those of the models that it was trained from included
 * @param data what it learnt from, null if that is not known
 * @param since when it came to serve last, null if it never did
 */
public record ModelCard(String name, String sha256, long steps, Data data, String since) {

    /**
     * What a model learnt from.
     *
     * @param areas how many stores of frames
     * @param days on how many days, UTC, those frames are
     * @param first valid time of the first
     * @param last valid time of the last
     */
    public record Data(int areas, long days, String first, String last) {}

    /** The card of a file, if the server has had it. */
    public static Optional<ModelCard> of(ModelRegistry registry, String sha256) {
        return registry.find(sha256).map(version -> card(version, registry.moves(ModelListing.MOST)));
    }

    private static ModelCard card(ModelVersion version, List<AliasMove> moves) {
        Optional<AliasMove> served = moves.stream()
                .filter(move -> move.alias() == Alias.CHAMPION && move.to().equals(Optional.of(version.number())))
                .findFirst();
        Lineage lineage = version.lineage();
        return new ModelCard(
                version.name(),
                version.sha256(),
                lineage.steps(),
                lineage.periods().isEmpty() ? null : data(lineage),
                served.map(move -> move.moved().toString()).orElse(null));
    }

    private static Data data(Lineage lineage) {
        List<TrainingPeriod> periods = lineage.periods();
        return new Data(
                Math.toIntExact(lineage.data().stream()
                        .map(TrainingData::store)
                        .distinct() // one that was learnt from in several steps is named for each
                        .count()),
                days(periods),
                periods.get(0).first().toString(),
                periods.get(periods.size() - 1).last().toString());
    }

    /** The days of periods that follow each other; a day on which one ends and the next begins counts once. */
    private static long days(List<TrainingPeriod> periods) {
        long days = 0;
        LocalDate counted = LocalDate.MIN;
        for (TrainingPeriod period : periods) {
            LocalDate first = LocalDate.ofInstant(period.first(), ZoneOffset.UTC);
            LocalDate last = LocalDate.ofInstant(period.last(), ZoneOffset.UTC);
            days += last.toEpochDay() - first.toEpochDay() + (first.equals(counted) ? 0 : 1);
            counted = last;
        }
        return days;
    }
}
