package amagumo.bench.question;

import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.verification.LeadSums;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How good forecasts are by lead in minutes: sums are pooled over the cases of an event, and a score is the mean of the
 * events' scores, as in {@link amagumo.model.verification.Scores#eventMeans}.
 */
final class Scoreboard {

    private final Map<String, Map<Integer, Map<String, LeadSums>>> byNameLeadEvent = new LinkedHashMap<>();

    /** Forecasts a case and scores the forecast under a name. */
    void add(String name, Nowcaster nowcaster, Case one) {
        Nowcast forecast = nowcaster.forecast(one.input());
        var byLead = byNameLeadEvent.computeIfAbsent(name, added -> new TreeMap<>());
        one.observed().forEach((minutes, truth) -> {
            float[][] rates = forecast.rates(minutes / one.input().stepMinutes());
            byLead.computeIfAbsent(minutes, added -> new LinkedHashMap<>())
                    .merge(one.event(), LeadSums.of(truth, rates, one.input().last(), one.fssWindow()), LeadSums::plus);
        });
    }

    /** Forecasts a case with each of them. */
    void add(Map<String, Nowcaster> nowcasters, Case one) {
        nowcasters.forEach((name, nowcaster) -> add(name, nowcaster, one));
    }

    /** A Markdown table of one score: a line for each name, a column for each lead in minutes. */
    void printByLead(String score, List<Integer> leads, PrintStream out) {
        line("`" + score + "`", leads.stream().map(lead -> lead + " min").toList(), out);
        line("---", leads.stream().map(lead -> "---").toList(), out);
        byNameLeadEvent.forEach((name, byLead) -> line(
                name,
                leads.stream().map(lead -> text(mean(byLead.get(lead), score))).toList(),
                out));
        out.println();
    }

    /** A Markdown table of several scores, each the mean over the leads of at most so many minutes. */
    void printMeans(List<String> scores, int longestLead, PrintStream out) {
        line(
                "mean to %d min".formatted(longestLead),
                scores.stream().map(score -> "`" + score + "`").toList(),
                out);
        line("---", scores.stream().map(score -> "---").toList(), out);
        byNameLeadEvent.forEach((name, byLead) -> line(
                name,
                scores.stream()
                        .map(score -> text(byLead.entrySet().stream()
                                .filter(lead -> lead.getKey() <= longestLead)
                                .mapToDouble(lead -> mean(lead.getValue(), score))
                                .average()
                                .orElseThrow()))
                        .toList(),
                out));
        out.println();
    }

    private static double mean(Map<String, LeadSums> events, String score) {
        return events.values().stream()
                .mapToDouble(sums -> sums.scores().get(score))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static String text(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    private static void line(String first, List<String> others, PrintStream out) {
        out.println(others.stream().collect(Collectors.joining(" | ", "| " + first + " | ", " |")));
    }
}
