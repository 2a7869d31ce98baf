package amagumo.bench.question;

import amagumo.model.evaluation.EvaluationWindow;
import amagumo.model.evaluation.WindowFile;
import amagumo.model.nowcast.Nowcaster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints the tables of {@code docs/the-ten-minute-question.md}. */
public final class TenMinuteQuestion {

    /** The paper's network, then one thing changed at a time, then the project's recipe. */
    private static final List<String> NETWORKS = List.of(
            "question/paper",
            "question/paper-patches-of-2",
            "question/paper-2km",
            "question/paper-3km",
            "question/paper-six-days",
            "question/paper-moving",
            "question/paper-moving-guess",
            "question/rates-moving-guess",
            "folds/C");

    /** The paper's network, of three steps of the same events, and the recipe, which is told the step. */
    private static final List<String> NETWORKS_OF_STEPS =
            List.of("question/paper-6min", "question/paper-12min", "question/paper-18min", "folds/A");

    private static final List<Integer> LEADS_MINUTES = List.of(10, 30, 60, 90, 120, 150);

    /** As far as the paper's forecasts reach, and 15 leads of 10 minutes. */
    private static final List<Integer> LAST_LEADS_MINUTES = List.of(90, 150);

    private static final int PAPERS_DISC_RADIUS = 10;

    private static final List<String> SCORES =
            List.of("csi_0.5", "csi_1", "csi_5", "pod_0.5", "far_0.5", "corr", "mse", "fss1_20km", "bias_ratio");

    private TenMinuteQuestion() {}

    /** Arguments: the list of windows in steps of 10 minutes, the folder of their files, of the stores, of the models. */
    public static void main(String[] args) throws IOException {
        List<EvaluationWindow> windows = WindowFile.read(Path.of(args[0]), Path.of(args[1]));
        Path stores = Path.of(args[2]);
        Path models = Path.of(args[3]);
        PrintStream out = System.out;

        out.println("## One thing at a time\n");
        Scoreboard plain = new Scoreboard();
        Map<String, Nowcaster> all = beside(Nowcasters.networks(models, NETWORKS), true);
        for (EvaluationWindow window : windows) {
            plain.add(all, Case.of(window));
        }
        print(plain, out);

        out.println("## The same windows through the paper's filter\n");
        Scoreboard smooth = new Scoreboard();
        DiscFilter filter = new DiscFilter(PAPERS_DISC_RADIUS);
        Map<String, Nowcaster> paper = beside(Nowcasters.networks(models, NETWORKS.subList(0, 1)), true);
        for (EvaluationWindow window : windows) {
            smooth.add(paper, Case.of(window).filtered(filter));
        }
        print(smooth, out);

        out.println("## The time step\n");
        TimeSteps.print(stores, beside(Nowcasters.networks(models, NETWORKS_OF_STEPS), false), SCORES, out);
    }

    /** Networks, and again with matched rates if asked for, after nowcasters without a model. */
    private static Map<String, Nowcaster> beside(Map<String, Nowcaster> networks, boolean matched) {
        Map<String, Nowcaster> all = Nowcasters.withoutModel();
        all.putAll(networks);
        if (matched) {
            networks.values().stream()
                    .map(ProbabilityMatched::new)
                    .forEach(nowcaster -> all.put(nowcaster.name(), nowcaster));
        }
        return all;
    }

    private static void print(Scoreboard board, PrintStream out) {
        LAST_LEADS_MINUTES.forEach(last -> board.printMeans(SCORES, last, out));
        SCORES.forEach(score -> board.printByLead(score, LEADS_MINUTES, out));
    }
}
