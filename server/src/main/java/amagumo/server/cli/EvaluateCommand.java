package amagumo.server.cli;

import amagumo.ingest.store.FrameStore;
import amagumo.model.evaluation.Contenders;
import amagumo.model.evaluation.Evaluation;
import amagumo.model.evaluation.EvaluationJson;
import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.NowcasterResult;
import amagumo.model.evaluation.ProbabilityEvaluation;
import amagumo.model.evaluation.ProbabilityJson;
import amagumo.model.evaluation.ProbabilityResult;
import amagumo.model.evaluation.StoreWindows;
import amagumo.model.evaluation.WindowFile;
import amagumo.model.nowcast.NowcasterName;
import amagumo.server.cli.console.Progress;
import amagumo.server.report.EvaluationReport;
import amagumo.server.report.ProbabilityTables;
import amagumo.server.report.ScoreTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo evaluate}: scores nowcasters side by side on windows of observed rain. */
@Command(
        name = "evaluate",
        description = {
            "Scores nowcasters side by side on windows of 20 frames, 5 given and 15 to forecast.",
            "Cells count where the observation and the last given frame exist; a forecast missing there counts as 0 mm/h."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--nowcaster",
            paramLabel = "NAME",
            split = ",",
            description = "${COMPLETION-CANDIDATES}, separated by commas. Default: persistence,rover and all models.")
    private List<NowcasterName> nowcasters = List.of(NowcasterName.PERSISTENCE, NowcasterName.ROVER);

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Model file of a ConvLSTM to score as well; may be given several times.")
    private List<Path> models = List.of();

    @Option(
            names = "--without-network",
            description = "Score each model again with its network switched off; the difference is what it has learnt.")
    private boolean withoutNetwork;

    @Option(
            names = "--network-share",
            paramLabel = "SHARE",
            description = "Score models with this share of the network in the forecast; the rest is the first guess.")
    private Optional<Double> networkShare = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Score every nowcaster again with N more cells of input around the crop.")
    private int context;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write a page with plots and example frames to this directory.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--probabilities",
            description = {
                "Score probabilities of at least 0.5, 1, 2, 5, 10 and 20 mm/h instead: those of the models, next to the"
                        + " Lagrangian probability. Brier score, its skill against the frequency in these windows,"
                        + " its reliability and resolution, and the area under the ROC curve."
            })
    private boolean probabilities;

    @Option(names = "--json", description = "Print all scores, including those per lead and event, as one JSON object.")
    private boolean json;

    private static final class Source {

        @ArgGroup(exclusive = false)
        private FromFile fromFile;

        @ArgGroup(exclusive = false)
        private FromStore fromStore;
    }

    private static final class FromFile {

        @Option(
                names = "--windows",
                paramLabel = "FILE",
                required = true,
                description = "JSON list of windows, each with event, step_min, fss_px, crop and files.")
        private Path windows;

        @Option(
                names = "--root",
                paramLabel = "DIR",
                required = true,
                description = "Directory that the files in the list are relative to.")
        private Path root;
    }

    private static final class FromStore {

        @Option(names = "--store", paramLabel = "DIR", required = true, description = "Store with the frames.")
        private Path store;

        @Option(
                names = "--split",
                paramLabel = "PART",
                defaultValue = "TEST",
                description = "Which windows of the store: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private StoreWindows.Part part;

        @Option(
                names = "--stride",
                paramLabel = "N",
                defaultValue = "5",
                description = "Steps from one window to the next. Default: ${DEFAULT-VALUE}.")
        private int stride;
    }

    @Override
    public Integer call() throws IOException, CommandFailedException {
        Contenders contenders = contenders();
        List<EvaluationWindow> windows = windows();
        return probabilities ? scoreProbabilities(contenders, windows) : scoreFields(contenders, windows);
    }

    private int scoreProbabilities(Contenders contenders, List<EvaluationWindow> windows) throws IOException {
        if (report.isPresent() || context > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--probabilities cannot be combined with --report or --context");
        }
        List<ProbabilityResult> results;
        try (Progress progress = new Progress(spec.commandLine().getErr(), "evaluate", windows.size())) {
            results = ProbabilityEvaluation.run(
                    windows,
                    contenders.openProbabilities(),
                    done -> progress.update(done, windows.get(done - 1).event()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ProbabilityJson.of(results));
        } else {
            ProbabilityTables.print(results, out);
        }
        out.flush();
        return 0;
    }

    private int scoreFields(Contenders contenders, List<EvaluationWindow> windows) throws IOException {
        Optional<EvaluationReport> page =
                report.isPresent() ? Optional.of(new EvaluationReport(report.get())) : Optional.empty();
        List<NowcasterResult> results;
        try (Progress progress = new Progress(spec.commandLine().getErr(), "evaluate", windows.size())) {
            results = Evaluation.run(windows, contenders.open(), (index, observed, forecasts) -> {
                progress.update(index + 1L, windows.get(index).event());
                if (page.isPresent()) {
                    page.get().addExample(windows.get(index), observed, forecasts);
                }
            });
        }
        if (page.isPresent()) {
            page.get().write(results);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(EvaluationJson.of(results));
        } else {
            ScoreTables.print(results, out);
        }
        out.flush();
        return 0;
    }

    private Contenders contenders() {
        try {
            return new Contenders(nowcasters, models, withoutNetwork, networkShare, context);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<EvaluationWindow> windows() throws IOException, CommandFailedException {
        if (source.fromFile != null) {
            return WindowFile.read(source.fromFile.windows, source.fromFile.root);
        }
        FromStore from = source.fromStore;
        if (from.stride < 1) {
            throw new ParameterException(spec.commandLine(), "--stride must be at least 1");
        }
        List<EvaluationWindow> windows = StoreWindows.of(FrameStore.open(from.store), from.part, from.stride);
        if (windows.isEmpty()) {
            throw new CommandFailedException(
                    "%s: there is no window of 20 frames in the part '%s'; --split all takes every window"
                            .formatted(from.store, from.part.name().toLowerCase(Locale.ROOT)));
        }
        return windows;
    }
}
