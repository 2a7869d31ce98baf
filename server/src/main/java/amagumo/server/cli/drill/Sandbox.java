package amagumo.server.cli.drill;

import amagumo.ingest.file.FailureReason;
import amagumo.ingest.file.Shutdown;
import amagumo.server.app.Application;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server with a replayed feed and a fault, in a directory of its own that goes with it. Not for several threads. */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As many as a forecast needs, and some to lose. */
    private static final int FIRST_FRAMES = 8;

    /** A part of the sample files' area, so that a forecast takes a moment. */
    private static final String AREA = "35.2,139.2,36.0,140.2";

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path directory;
    private final Path samples;
    private final Fault fault;
    private final Feed feed;
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<Application> server = Optional.empty();

    private Sandbox(Path directory, Path samples, Fault fault) throws IOException {
        this.directory = directory;
        this.samples = samples;
        this.fault = fault;
        this.feed = new Feed(samples, directory.resolve("feed"));
    }

    /**
     * Starts a sandbox.
     *
     * @param samples directory of the sample files and the shipped model
     * @throws IOException if it cannot be started; the message says why
     */
    public static Sandbox start(Drill drill, Path samples) throws IOException, InterruptedException {
        Sandbox sandbox = new Sandbox(Files.createTempDirectory("amagumo-drill-"), samples, drill.fault());
        Shutdown.finishFirst(sandbox::closeAtOnce);
        try {
            sandbox.start();
            return sandbox;
        } catch (IOException | InterruptedException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        fault.prepare(this);
        feed.deliver(Feed.last(Instant.now()).minus(fault.behind()), FIRST_FRAMES);
        Files.writeString(
                config(),
                """
                serve {
                  port = 0
                  refresh = 1 second
                  state = "%s"
                  store = "%s"
                  source.directory { path = "%s", area = "%s", interval = 1 second, settle = 0 seconds }
                  ready.frame-age = 12 minutes
                }
                %s
                """
                        .formatted(state(), store(), feedDirectory(), AREA, fault.settings()));
        fault.beforeStart(this);
        server = Optional.of(Application.start(settings()));
        fault.strike(this);
    }

    /** The settings as its file says them. */
    Settings settings() throws IOException {
        return Settings.read(config());
    }

    Path config() {
        return directory.resolve("amagumo.conf");
    }

    Path store() {
        return directory.resolve("store");
    }

    Path feedDirectory() {
        return directory.resolve("feed");
    }

    Path state() {
        return directory.resolve("state");
    }

    /** Directory of the sample files and the shipped model. */
    Path samples() {
        return samples;
    }

    Feed feed() {
        return feed;
    }

    /** Where it is, by the names that the runbook's commands have for that. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CONF", config().toString());
        variables.put("FEED", feedDirectory().toString());
        variables.put("STORE", store().toString());
        variables.put("STATE", state().toString());
        variables.put("URL", address().toString().replaceFirst("/$", ""));
        return variables;
    }

    /** What else the runbook's commands leave to be filled in, for this fault. */
    Map<String, String> answers() throws IOException {
        return fault.answers(this);
    }

    private URI address() {
        return server.orElseThrow().address();
    }

    /** What is seen of the fault first; waits until something is. */
    public String symptom() throws IOException, InterruptedException {
        Optional<String> seen = fault.symptom(this);
        while (seen.isEmpty()) {
            Thread.sleep(LOOK.toMillis());
            seen = fault.symptom(this);
        }
        return seen.get();
    }

    /** Whether the fault is mended. Before each look the files are delivered whose time has come. */
    public boolean isMended() throws IOException, InterruptedException {
        feed.goOnTo(Feed.last(Instant.now()), fault.suffix(this));
        return fault.isMended(this);
    }

    /** Why a condition of {@code /readyz} does not hold, with its name; nothing if it holds. */
    Optional<String> unready(String condition) throws IOException, InterruptedException {
        for (JsonNode state : ask("/readyz").path("conditions")) {
            if (state.path("name").asText().equals(condition)
                    && !state.path("holds").asBoolean()) {
                return Optional.of("/readyz says: %s: %s"
                        .formatted(condition, state.path("reason").asText()));
            }
        }
        return Optional.empty();
    }

    /** What the server answers. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path)).build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Works on the database beside the server, as commands do. */
    <T> T inDatabase(Function<Database, T> work) throws IOException {
        try (Database database = Database.open(settings().database(), state())) {
            return work.apply(database);
        }
    }

    private void closeAtOnce() {
        try {
            close();
        } catch (IOException e) {
            LOG.warn("the sandbox {} is left behind: {}", directory, FailureReason.of(e));
        }
    }

    /** Stops the server and removes everything, once. */
    @Override
    public synchronized void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        server.ifPresent(Application::close);
        fault.close();
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
