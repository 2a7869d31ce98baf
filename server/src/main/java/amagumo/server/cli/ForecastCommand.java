package amagumo.server.cli;

import amagumo.ingest.store.StoreDescription;
import amagumo.model.ensemble.Ensemble;
import amagumo.model.ensemble.EnsembleNowcaster;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.ProbabilityNowcaster;
import amagumo.server.cli.console.Progress;
import amagumo.server.export.ForecastFiles;
import amagumo.server.export.ForecastFormat;
import amagumo.server.forecast.ForecastInputs;
import amagumo.server.forecast.UnsuitableFramesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo forecast}: forecasts the next 15 frames from the last 5, or probabilities, to a file. */
@Command(
        name = "forecast",
        description = {
            "Forecasts the next 15 frames from 5 radar files, or from the last 5 frames of a store.",
            "Experimental, not an official forecast."
        },
        mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..5",
            description = "Five radar files in any order, equally spaced in time; or use --store.")
    private List<String> files = List.of();

    @Option(names = "--store", paramLabel = "DIR", description = "Take the frames from this store.")
    private Optional<Path> store = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "TIME",
            description = "Base time, such as 2024-03-01T00:00:00Z. Default: the newest with the frames it needs.")
    private Optional<String> base = Optional.empty();

    @Mixin
    private NowcasterOptions options;

    @Option(
            names = "--probabilities",
            description =
                    "Write the probabilities of reaching 0.5, 1, 2, 5, 10 and 20 mm/h instead of rain rates, as NetCDF:"
                            + " those of a model that forecasts them, or without a model those that the moved last frame gives.")
    private boolean probabilities;

    @Option(
            names = "--members",
            paramLabel = "N",
            description =
                    "Write N fields of rain rates that look like radar instead of one, each as likely as any other,"
                            + " as NetCDF; they differ as much as the probabilities are uncertain.")
    private Optional<Integer> members = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same members (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "OUT.nc: NetCDF. OUT.grib2 or OUT.bin: GRIB2. OUT.covjson: CoverageJSON."
                    + " OUT/: a directory of PNGs named by valid time.")
    private String output;

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() == store.isEmpty()) {
            throw usage(
                    files.isEmpty()
                            ? "five files or --store must be given"
                            : "either files or --store must be given, not both");
        }
        if (base.isPresent() && store.isEmpty()) {
            throw usage("--base needs --store");
        }
        Optional<Instant> baseTime = baseTime();
        if (probabilities && members.isPresent()) {
            throw usage("either --probabilities or --members, not both");
        }
        if (probabilities) {
            writeProbabilities(baseTime);
        } else if (members.isPresent()) {
            writeMembers(members.get(), baseTime);
        } else {
            writeRates(baseTime);
        }
        return 0;
    }

    private void writeRates(Optional<Instant> baseTime) throws IOException {
        options.choice().contradiction().ifPresent(reason -> {
            throw usage(reason);
        });
        ForecastFormat format = format();
        Nowcaster nowcaster = options.choice().open();
        NowcastInput input = input(baseTime);
        UnsuitableFramesException.requireFit(nowcaster, input.grid(), input.stepMinutes());
        try (Progress progress = progress(Nowcast.LEADS)) {
            Nowcast nowcast = nowcaster.forecast(input);
            format.write(Path.of(output), nowcast, provenance(), lead -> progress.update(lead, "leads"));
            say("leads", input, nowcast.madeBy(), progress);
        }
    }

    private void writeProbabilities(Optional<Instant> baseTime) throws IOException {
        ProbabilityNowcaster nowcaster = probabilityNowcaster("--probabilities");
        NowcastInput input = input(baseTime);
        UnsuitableFramesException.requireFit(nowcaster, input.grid(), input.stepMinutes());
        try (Progress progress = progress(Nowcast.LEADS)) {
            Exceedance exceedance = nowcaster.exceedance(input);
            ForecastFiles.netcdf(Path.of(output), exceedance, provenance(), lead -> progress.update(lead, "leads"));
            say("leads of probabilities", input, exceedance.madeBy(), progress);
        }
    }

    private void writeMembers(int members, Optional<Instant> baseTime) throws IOException {
        if (members < 1 || members > Ensemble.MOST) {
            throw usage("--members must be 1 to %d, not %d".formatted(Ensemble.MOST, members));
        }
        ProbabilityNowcaster nowcaster = probabilityNowcaster("--members");
        NowcastInput input = input(baseTime);
        UnsuitableFramesException.requireFit(nowcaster, input.grid(), input.stepMinutes());
        try (Progress progress = progress(members * Nowcast.LEADS)) {
            Ensemble ensemble = new EnsembleNowcaster(nowcaster, members, seed).forecast(input);
            ForecastFiles.netcdf(Path.of(output), ensemble, provenance(), field -> progress.update(field, "fields"));
            say("leads of %d members".formatted(members), input, ensemble.madeBy(), progress);
        }
    }

    private ProbabilityNowcaster probabilityNowcaster(String option) throws IOException {
        options.choice().contradictionOfProbabilities().ifPresent(reason -> {
            throw usage(reason);
        });
        if (format() != ForecastFormat.NETCDF) {
            throw usage("%s are written as NetCDF: the output must end in .nc, not '%s'".formatted(option, output));
        }
        return options.choice().openProbabilities();
    }

    private NowcastInput input(Optional<Instant> baseTime) throws IOException {
        return store.isPresent()
                ? ForecastInputs.ofStore(store.get(), baseTime, this::warn)
                : ForecastInputs.ofFiles(files, System.in);
    }

    /** What the store's values were made from; files say nothing of that. */
    private String provenance() throws IOException {
        return store.isPresent()
                ? StoreDescription.read(store.get()).provenance().orElse("")
                : "";
    }

    private Progress progress(int fields) {
        return new Progress(spec.commandLine().getErr(), "forecast", fields);
    }

    private void say(String what, NowcastInput input, String madeBy, Progress progress) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("%s: %d %s of %d minutes after %s by %s in %.1f s"
                .formatted(
                        output,
                        Nowcast.LEADS,
                        what,
                        input.stepMinutes(),
                        input.baseTime(),
                        madeBy,
                        progress.seconds()));
        out.flush();
    }

    private void warn(String damage) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("amagumo: a frame is left out: " + damage);
        err.flush();
    }

    private ForecastFormat format() {
        try {
            return ForecastFormat.of(output);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private Optional<Instant> baseTime() {
        try {
            return base.map(Instant::parse);
        } catch (DateTimeException e) {
            throw usage("'%s' is not a time such as 2024-03-01T00:00:00Z".formatted(base.orElseThrow()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
