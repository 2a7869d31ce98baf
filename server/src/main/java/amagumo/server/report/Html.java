package amagumo.server.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Text and tables as HTML. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The head of a table: the columns that name a row, then the scores. */
    static String tableHead(List<String> names, List<String> scores) {
        StringBuilder head = new StringBuilder("<table><tr>");
        names.forEach(name -> head.append("<th>%s</th>".formatted(name)));
        scores.forEach(score -> head.append("<th>%s</th>".formatted(score)));
        return head.append("</tr>\n").toString();
    }

    /** A row of a table: its names, then the means of the scores, with a dash where there is none. */
    static String tableRow(List<String> names, List<String> scores, Map<String, Double> means) {
        StringBuilder row = new StringBuilder("<tr>");
        names.forEach(name -> row.append("<th>%s</th>".formatted(escaped(name))));
        for (String score : scores) {
            double mean = means.get(score);
            row.append("<td>%s</td>".formatted(Double.isNaN(mean) ? "–" : String.format(Locale.ROOT, "%.3f", mean)));
        }
        return row.append("</tr>\n").toString();
    }
}
