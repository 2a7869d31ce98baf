package amagumo.server.cli;

import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.cli.console.Progress;
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

/** {@code amagumo forecast}: forecasts the next 15 frames from the last 5, to a file. */
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
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "OUT.nc: NetCDF. OUT.grib2 or OUT.bin: GRIB2. OUT/: a directory of PNGs named by valid time.")
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
        options.choice().contradiction().ifPresent(reason -> {
            throw usage(reason);
        });
        ForecastFormat format = format();
        Optional<Instant> baseTime = baseTime();
        Nowcaster nowcaster = options.choice().open();
        NowcastInput input = store.isPresent()
                ? ForecastInputs.ofStore(store.get(), baseTime, this::warn)
                : ForecastInputs.ofFiles(files, System.in);
        UnsuitableFramesException.requireFit(nowcaster, input.grid(), input.stepMinutes());
        try (Progress progress = new Progress(spec.commandLine().getErr(), "forecast", Nowcast.LEADS)) {
            Nowcast nowcast = nowcaster.forecast(input);
            format.write(Path.of(output), nowcast, lead -> progress.update(lead, "leads"));
            PrintWriter out = spec.commandLine().getOut();
            out.println("%s: %d leads of %d minutes after %s by %s in %.1f s"
                    .formatted(
                            output,
                            Nowcast.LEADS,
                            nowcast.stepMinutes(),
                            nowcast.baseTime(),
                            nowcast.madeBy(),
                            progress.seconds()));
            out.flush();
        }
        return 0;
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
