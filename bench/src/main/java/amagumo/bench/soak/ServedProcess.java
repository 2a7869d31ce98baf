package amagumo.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code ./amagumo serve} as processes that follow each other on one port, each of which is killed, stopped or runs. */
public final class ServedProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String name;
    private final Path settings;
    private final Path log;
    private final int port;
    private Process process;
    private volatile boolean up;

    /**
     * @param name of the server
     * @param directory for its settings and its log
     * @param settings of all but its port
     */
    public ServedProcess(String name, Path directory, String settings) throws IOException {
        this.name = name;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.log = directory.resolve(name + ".log");
        this.settings =
                Files.writeString(directory.resolve(name + ".conf"), settings + "\nserve.port = %d\n".formatted(port));
    }

    String name() {
        return name;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(port));
    }

    public Path log() {
        return log;
    }

    /** Whether it is expected to answer. */
    boolean isUp() {
        return up;
    }

    /** Starts it in the current directory, and returns when it answers. */
    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(List.of("./amagumo", "serve", "--config", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long begun = System.nanoTime();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                kill();
                throw new IOException("server %s does not start; see %s".formatted(name, log));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        up = true;
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest health = HttpRequest.newBuilder(address().resolve("healthz"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** The base time of the newest forecast that it serves; nothing while there is none. */
    public Optional<Instant> latestBaseTime() throws IOException, InterruptedException {
        HttpRequest latest = HttpRequest.newBuilder(address().resolve("api/v1/forecasts/latest"))
                .build();
        HttpResponse<byte[]> answer = CLIENT.send(latest, HttpResponse.BodyHandlers.ofByteArray());
        return answer.statusCode() == 200
                ? Optional.of(Instant.parse(
                        JSON.readTree(answer.body()).path("baseTime").asText()))
                : Optional.empty();
    }

    /** Ends it by signal 9. */
    void kill() throws InterruptedException {
        up = false;
        process.destroyForcibly().waitFor();
    }

    /**
     * Ends it by SIGTERM.
     *
     * @return its exit status
     */
    public int stop() throws InterruptedException {
        up = false;
        process.destroy();
        return process.waitFor();
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }

    /** How much processor time it has used. */
    public double processorSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** How much memory it has, MiB; 0 if it has just ended. */
    public double residentMib() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** How much lives on its heap, MiB, counted after a full collection; 0 if it has just ended. */
    double liveMib() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = jcmd.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToDouble(line -> Double.parseDouble(line.split(" +")[2]) / (1 << 20))
                    .findFirst()
                    .orElse(0);
        } finally {
            jcmd.waitFor();
        }
    }
}
