package amagumo.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, who may ask it for what, and how much.
 *
 * @param host address to listen on
 * @param port TCP port to listen on, 0 for any free one, at most 65535
 * @param read who may read forecasts, pictures and the page
 * @param keyFile keys that let their owners read, if there is such a file; there is if {@code read} is by key
 * @param tokenFile tokens that let their owners do everything, if there is such a file; without it nothing can be written
 * @param operations who may ask how the server is
 * @param trustedProxies proxies whose word on whom they ask for is taken
 * @param predict who may have frames of their own forecast
 * @param limits how much is answered
 * @param publicUrl where others reach it, without a slash at the end; by default as each of them asked
 * @param doors whose clients are answered
 * @param map what the page shows beside rain, and which pages show it
 */
public record HttpServerSettings(
        String host,
        int port,
        Read read,
        Optional<Path> keyFile,
        Optional<Path> tokenFile,
        Operations operations,
        List<AddressBlock> trustedProxies,
        PredictSettings predict,
        Limits limits,
        Optional<String> publicUrl,
        Set<Door> doors,
        MapSettings map) {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_RATE = 1_000_000;

    public HttpServerSettings {
        trustedProxies = List.copyOf(trustedProxies);
        doors = Set.copyOf(doors);
    }

    /** Who may read. */
    public enum Read {
        /** Everybody. */
        PUBLIC,
        /** Who has a key, or a token. */
        KEY
    }

    /** Who may ask how the server is and what its jobs do. */
    public enum Operations {
        /** Programs of this machine, and who has a token. */
        LOCAL,
        /** Whoever may read, and who has a token. */
        READ,
        /** Who has a token. */
        TOKEN
    }

    /**
     * How much is answered.
     *
     * @param requestsPerMinute requests of one client that are answered in the long run, 1 or more
     * @param burst requests of one client that are answered at once after a pause, 1 or more
     * @param connections that are open at a time, 1 to 1000000
     * @param listeners who listen to events at a time, 1 to 1000000
     * @param requestTime how long the head of a request may take, and then its body, 1 second to 10 minutes
     * @param answerTime how long a client may read an answer too slowly, 1 second to 1 hour
     */
    public record Limits(
            int requestsPerMinute,
            int burst,
            int connections,
            int listeners,
            Duration requestTime,
            Duration answerTime) {

        static Limits of(Section limits) {
            return new Limits(
                    limits.whole("requests-per-minute", 1, MAX_RATE),
                    limits.whole("burst", 1, MAX_RATE),
                    limits.whole("connections", 1, MAX_RATE),
                    limits.whole("listeners", 1, MAX_RATE),
                    limits.duration("request-time", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                    limits.duration("answer-time", Duration.ofSeconds(1), Duration.ofHours(1)));
        }
    }

    static HttpServerSettings of(Section serve) {
        Section http = serve.section("http");
        HttpServerSettings settings = new HttpServerSettings(
                serve.text("host"),
                serve.whole("port", 0, MAX_PORT),
                http.choice("read", Read.class),
                http.optionalText("key-file").map(Path::of),
                http.optionalText("token-file").map(Path::of),
                http.choice("operations", Operations.class),
                http.list("trusted-proxies", AddressBlock::parse),
                PredictSettings.of(serve.section("predict")),
                Limits.of(http.section("limits")),
                serve.optional("public-url", HttpServerSettings::publicUrl),
                Set.copyOf(serve.list("doors", Door::of)),
                MapSettings.of(serve.section("map")));
        if (settings.read == Read.KEY && settings.keyFile.isEmpty()) {
            throw http.refused("read", "public while there is no key-file");
        }
        return settings;
    }

    /** These settings but for where to listen. */
    public HttpServerSettings with(Optional<String> otherHost, Optional<Integer> otherPort) {
        return new HttpServerSettings(
                otherHost.orElse(host),
                otherPort.orElse(port),
                read,
                keyFile,
                tokenFile,
                operations,
                trustedProxies,
                predict,
                limits,
                publicUrl,
                doors,
                map);
    }

    private static String publicUrl(String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
                return text.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'%s' is not an address".formatted(text), e);
        }
        throw new IllegalArgumentException("'%s' is not an address such as https://rain.example".formatted(text));
    }
}
