package amagumo.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code amagumo serve} in a process of its own: on a store, by persistence, looked at every second, if nothing else is said. */
final class ServingProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader out;
    private final URI address;

    private ServingProcess(Process process, BufferedReader out, URI address) {
        this.process = process;
        this.out = out;
        this.address = address;
    }

    static ServingProcess start(Path store, Path scratch) throws IOException {
        return start(
                scratch,
                "serve { port = 0, refresh = 1 second, nowcaster = persistence }",
                List.of("--store", store.toString()));
    }

    /** With settings and options; the shipped files are those of the checkout. */
    static ServingProcess start(Path scratch, String settings, List<String> options) throws IOException {
        return start(scratch, settings, options, List.of());
    }

    /** With options of the virtual machine, too. */
    static ServingProcess start(Path scratch, String settings, List<String> options, List<String> machine)
            throws IOException {
        Path file = Files.writeString(
                scratch.resolve("serve.conf"),
                "%s\nserve.state = \"%s\"".formatted(settings, scratch.resolve("state")));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(machine);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Damagumo.root=..",
                Amagumo.class.getName(),
                "serve",
                "--config",
                file.toString()));
        if (!options.contains("--dir")) {
            command.addAll(List.of("--dir", scratch.resolve("state").toString()));
        }
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        return new ServingProcess(process, out, URI.create(line.substring(0, line.indexOf(' '))));
    }

    /** The next line that it prints. */
    String line() throws IOException {
        return out.readLine();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    /** Asks again and again until the answer is as it should be. */
    JsonNode await(String path, Predicate<JsonNode> expected) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode answer = json(path);
        while (!expected.test(answer)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("%s still answers %s".formatted(path, answer));
            }
            TimeUnit.MILLISECONDS.sleep(50);
            answer = json(path);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
