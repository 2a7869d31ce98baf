import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Tells which tests were skipped and why, then how many passed, failed and were skipped, as Surefire's reports in the
 * modules of the working directory have it. Arguments are what was skipped besides, each with its reason.
 */
public final class SkippedTests {

    private final List<String> skipped = new ArrayList<>();
    private int tests;
    private int failed;

    public static void main(String[] besides) throws Exception {
        SkippedTests summary = new SkippedTests();
        summary.readModules();
        summary.skipped.addAll(List.of(besides));
        summary.skipped.stream().sorted().forEach(line -> System.out.println("skipped: " + line));
        if (summary.skipped.isEmpty()) {
            System.out.println("nothing skipped");
        }
        int skippedTests = summary.skipped.size() - besides.length;
        System.out.printf(
                "%d passed, %d failed, %d skipped%n",
                summary.tests - summary.failed - skippedTests, summary.failed, skippedTests);
    }

    private void readModules() throws Exception {
        for (Path module : list(Path.of("."), "*")) {
            Path target = module.resolve("target");
            if (Files.isDirectory(target)) {
                for (Path reports : list(target, "surefire-reports*")) {
                    for (Path report : list(reports, "TEST-*.xml")) {
                        read(report);
                    }
                }
            }
        }
    }

    private void read(Path report) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        NodeList cases = parser.parse(report.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            tests++;
            if (has(test, "failure") || has(test, "error")) {
                failed++;
            } else if (has(test, "skipped")) {
                String name = test.getAttribute("name");
                skipped.add(test.getAttribute("classname")
                        + (name.isEmpty() ? "" : "." + name)
                        + ": "
                        + reason((Element) test.getElementsByTagName("skipped").item(0)));
            }
        }
    }

    /** A disabled test's reason is an attribute, an assumption's the first line of a stack trace. */
    private static String reason(Element skipped) {
        String reason = skipped.hasAttribute("message")
                ? skipped.getAttribute("message")
                : skipped.getTextContent().lines().findFirst().orElse("");
        return reason.replaceFirst("^([\\w.]+Exception: )?(Assumption failed: )?", "");
    }

    private static boolean has(Element test, String outcome) {
        return test.getElementsByTagName(outcome).getLength() > 0;
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            List<Path> paths = new ArrayList<>();
            entries.forEach(paths::add);
            return paths;
        }
    }
}
