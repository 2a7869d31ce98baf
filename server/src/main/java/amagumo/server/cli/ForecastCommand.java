package amagumo.server.cli;

import amagumo.ingest.archive.ArchiveItem;
import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.archive.Refused;
import amagumo.ingest.archive.RefusedFileException;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.RainField;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.server.cli.console.Progress;
import amagumo.server.export.ForecastFiles;
import amagumo.server.forecast.UnsuitableFramesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo forecast}: the next 15 frames from the last 5, into a file. */
@Command(
        name = "forecast",
        description = {
            "Forecast the next 15 frames from 5 radar files, or from the last 5 frames of a store.",
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
            description = "Base time such as 2024-03-01T00:00:00Z. Default: the store's newest frame.")
    private Optional<String> base = Optional.empty();

    @Mixin
    private NowcasterOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "OUT.nc: NetCDF. OUT.grib2 or OUT.bin: GRIB2. OUT/: a directory of PNGs named by valid time.")
    private String output;

    /** What the name of the output asks for. */
    private enum Format {
        NETCDF,
        GRIB2,
        PICTURES
    }

    @Override
    public Integer call() throws IOException, CommandFailedException {
        if (files.isEmpty() == store.isEmpty()) {
            throw usage(files.isEmpty() ? "five files or --store are needed" : "files and --store exclude each other");
        }
        if (base.isPresent() && store.isEmpty()) {
            throw usage("--base goes with --store");
        }
        Format format = format();
        Optional<Instant> baseTime = baseTime();
        Nowcaster nowcaster = nowcaster();
        NowcastInput input = store.isPresent() ? fromStore(store.get(), baseTime) : fromFiles();
        UnsuitableFramesException.requireFit(nowcaster, input.grid(), input.stepMinutes());
        try (Progress progress = new Progress(spec.commandLine().getErr(), "forecast", Nowcast.LEADS)) {
            Nowcast nowcast = nowcaster.forecast(input);
            write(format, nowcast, lead -> progress.update(lead, "leads"));
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

    private Nowcaster nowcaster() throws IOException {
        try {
            return options.choice().open();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Format format() {
        String name = output.toLowerCase(Locale.ROOT);
        if (name.endsWith("/") || Files.isDirectory(Path.of(output))) {
            return Format.PICTURES;
        }
        if (name.endsWith(".nc")) {
            return Format.NETCDF;
        }
        if (name.endsWith(".grib2") || name.endsWith(".bin")) {
            return Format.GRIB2;
        }
        throw usage("the output '%s' ends neither in .nc, .grib2, .bin nor in /".formatted(output));
    }

    private Optional<Instant> baseTime() {
        try {
            return base.map(Instant::parse);
        } catch (DateTimeException e) {
            throw usage("'%s' is no time such as 2024-03-01T00:00:00Z".formatted(base.orElseThrow()));
        }
    }

    private void write(Format format, Nowcast nowcast, IntConsumer written) throws IOException {
        Path path = Path.of(output);
        switch (format) {
            case NETCDF -> ForecastFiles.netcdf(path, nowcast, written);
            case GRIB2 -> ForecastFiles.grib2(path, nowcast, written);
            case PICTURES -> ForecastFiles.pictures(path, nowcast, written);
        }
    }

    private NowcastInput fromFiles() throws IOException, CommandFailedException {
        List<RadarFrame> frames = new ArrayList<>();
        try (ArchiveStream stream = new ArchiveStream(files, System.in)) {
            for (Optional<ArchiveItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                if (item.get() instanceof NamedFile file) {
                    frames.addAll(rain(file));
                } else if (item.get() instanceof Refused refused) {
                    throw new RefusedFileException(refused);
                }
            }
        }
        return input(frames);
    }

    private static List<RadarFrame> rain(NamedFile file) throws IOException {
        try {
            return JmaRain.read(file.label(), file.bytes(), Optional.empty()).stream()
                    .map(RainField::frame)
                    .toList();
        } catch (UnsuitableFileException e) {
            if (file.member().isPresent()) {
                return List.of(); // the tars that JMA distributes hold echo tops too
            }
            throw e;
        }
    }

    private static NowcastInput fromStore(Path directory, Optional<Instant> baseTime)
            throws IOException, CommandFailedException {
        FrameStore frames = FrameStore.open(directory);
        List<Instant> times = frames.times();
        if (times.isEmpty()) {
            throw new CommandFailedException("%s: the store holds no frame".formatted(directory));
        }
        Instant last = baseTime.orElseGet(() -> times.get(times.size() - 1));
        List<RadarFrame> read = new ArrayList<>();
        for (int back = NowcastInput.FRAMES - 1; back >= 0; back--) {
            Instant time = last.minus(Duration.ofMinutes((long) back * frames.stepMinutes()));
            if (!frames.contains(time)) {
                throw new CommandFailedException("%s: a forecast at %s needs the frame of %s, which is not there"
                        .formatted(directory, last, time));
            }
            read.add(frames.read(time));
        }
        return input(read);
    }

    private static NowcastInput input(List<RadarFrame> frames) throws CommandFailedException {
        try {
            return NowcastInput.of(frames);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }
}
