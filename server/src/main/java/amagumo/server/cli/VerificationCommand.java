package amagumo.server.cli;

import amagumo.server.cli.console.JsonText;
import amagumo.server.database.Database;
import amagumo.server.verification.ScoreQuery;
import amagumo.server.verification.ScoreStore;
import amagumo.server.verification.VerificationListing;
import amagumo.server.verification.VerificationListing.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo verification}: how good the forecasts were that a server kept, from its database. */
@Command(
        name = "verification",
        description = "Prints how good the forecasts were that a server kept, by nowcaster, model and lead.",
        mixinStandardHelpOptions = true)
final class VerificationCommand implements Callable<Integer> {

    private static final int MOST_DAYS = 36_500;
    private static final int MODEL_DIGITS = 12;
    private static final int FIRST_SHOWN = 1;
    private static final int SECOND_SHOWN = 3;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Only base times of the last N days, UTC, today included (default: all).")
    private Optional<Integer> days = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        if (days.isPresent() && (days.get() < 1 || days.get() > MOST_DAYS)) {
            throw new ParameterException(spec.commandLine(), "--days must be a number from 1 to " + MOST_DAYS);
        }
        Instant from = days.map(most -> LocalDate.now(ZoneOffset.UTC)
                        .minusDays(most - 1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant())
                .orElse(Instant.EPOCH);
        return state.with(opened -> {
            show(stores(opened.database(), ScoreQuery.since(from)));
            return 0;
        });
    }

    /** What is printed as JSON. */
    private record Stores(List<Store> stores) {}

    /** The forecasts of one store. */
    private record Store(String store, List<Result> results) {}

    private static Stores stores(Database database, ScoreQuery asked) {
        return new Stores(ScoreStore.stores(database.jdbi()).stream()
                .map(store -> new Store(
                        store,
                        VerificationListing.of(new ScoreStore(database.jdbi(), store).sums(asked), Optional.empty())
                                .results()))
                .filter(store -> !store.results().isEmpty())
                .toList());
    }

    private void show(Stores found) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(found));
        } else if (found.stores().isEmpty()) {
            out.println("no forecast has been compared with what came");
        } else {
            found.stores().forEach(store -> show(store, out));
        }
        out.flush();
    }

    private static void show(Store store, PrintWriter out) {
        out.println("store " + store.store());
        out.println("nowcaster        model         lead  forecasts      mse      mae     bias     corr      fss    "
                + "csi 1    csi 5");
        for (Result result : store.results()) {
            String model = result.modelVersion().isEmpty()
                    ? "-"
                    : result.modelVersion().substring(0, MODEL_DIGITS);
            out.printf(
                    "%-15s  %-12s  %4d  %9d%s%s%s%s%s%s%s%n",
                    result.nowcaster(),
                    model,
                    result.leadMinutes(),
                    result.forecasts(),
                    score(result.mse()),
                    score(result.mae()),
                    score(result.bias()),
                    score(result.correlation()),
                    score(result.fss()),
                    score(result.thresholds().get(FIRST_SHOWN).csi()),
                    score(result.thresholds().get(SECOND_SHOWN).csi()));
        }
    }

    /** Null where there is no case. */
    private static String score(Double value) {
        return value == null ? "        -" : "%9.3f".formatted(value);
    }
}
