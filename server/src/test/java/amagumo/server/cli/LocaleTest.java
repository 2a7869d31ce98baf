package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever digits and calendar the user's language has, what is printed, served and written is ASCII and ISO. */
class LocaleTest {

    private static final Pattern DIGIT_OF_ANOTHER_SCRIPT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

    /** The samples are of the year 2000. */
    private static final Pattern BUDDHIST_YEAR = Pattern.compile("254[23]-?0[67]");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=th -Duser.country=TH -Duser.extensions=ca-buddhist-nu-thai"
            })
    void digitsAreAsciiInAddressesTablesLogsAndFiles(String language) throws Exception {
        String store = directory.resolve("store").toString();
        run(language, 0, "ingest", "../data-samples", "--store", store);
        run(language, 0, "windows", "--store", store);
        run(language, 1, "inspect", "../data-samples", "../LICENSE");
        run(language, 0, "forecast", "--store", store, "-o", directory.resolve("frames") + "/");
        assertTrue(Files.exists(directory.resolve("frames/20000701T060500Z.png")));
        Path report = directory.resolve("report");
        run(language, 0, "evaluate", "--store", store, "--split", "all", "--report", report.toString());
        try (Stream<Path> written = Files.walk(directory)) {
            for (Path file : written.toList()) {
                plain(file.toString());
                if (file.toString().matches(".*\\.(html|json|jsonl|svg|csv)")) {
                    plain(Files.readString(file));
                }
            }
        }
        serve(language, store);
    }

    private void run(String language, int status, String... arguments) throws IOException, InterruptedException {
        Process process = start(language, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), out);
        assertTrue(out.matches("(?s).*[0-9].*"), out);
        plain(out);
    }

    private void serve(String language, String store) throws IOException, InterruptedException {
        Process process = start(
                language,
                "serve",
                "--store",
                store,
                "--dir",
                directory.resolve("state").toString(),
                "--port",
                "0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder lines = new StringBuilder();
            URI address = null;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.append(line).append('\n');
                if (line.startsWith("http")) {
                    address = URI.create(line.substring(0, line.indexOf(' ')));
                }
                if (line.startsWith("It shows")) {
                    break;
                }
            }
            plain(lines.toString());
            plain(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address.resolve("/api/v1/forecasts/latest"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String language, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(language.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Amagumo.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void plain(String text) {
        assertFalse(DIGIT_OF_ANOTHER_SCRIPT.matcher(text).find(), text);
        assertFalse(BUDDHIST_YEAR.matcher(text).find(), text);
    }
}
