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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code amagumo serve} on a store in a process of its own, by persistence, which looks at the store every second. */
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
        Path settings = Files.writeString(
                scratch.resolve("serve.conf"), "serve { port = 0, refresh = 1 second, nowcaster = persistence }");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Amagumo.class.getName(),
                        "serve",
                        "--store",
                        store.toString(),
                        "--config",
                        settings.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        return new ServingProcess(process, out, URI.create(line.substring(0, line.indexOf(' '))));
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
