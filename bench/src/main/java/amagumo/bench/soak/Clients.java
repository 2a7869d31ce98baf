package amagumo.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A client of a server: lists, forecasts, pictures and places, ten a second, on a thread of its own. Right are 200, 304 to what
 * it has, 404 to what there cannot be, and 503 with {@code Retry-After}; no answer at all is right while the server is down.
 */
final class Clients implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String API = "api/v1/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServedProcess server;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private String picture = "";
    private String points = "";
    private String tag = "";

    Clients(ServedProcess server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /** Answers by status. */
    Map<String, LongAdder> answers() {
        return answers;
    }

    /** What should not have been answered, or was not. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How long answers took, ms, of a share of them. */
    double milliseconds(double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }

    @Override
    public void run() {
        try {
            while (true) {
                boolean up = server.isUp();
                try {
                    ask(random.nextInt(8));
                } catch (IOException e) {
                    if (up && server.isUp()) {
                        wrong.add("%s: %s".formatted(server.name(), e));
                    }
                    count("none, as the server was down");
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the soak
        }
    }

    private void ask(int what) throws IOException, InterruptedException {
        switch (what) {
            case 0 -> get(API + "forecasts?limit=50", 200);
            case 1 -> get(API + "forecasts/latest?nowcaster=rover", 200);
            case 2 -> get(API + "verification", 200);
            case 3 -> get(API + "forecasts/19990101T000000Z", 404);
            case 4 -> get(picture, 200);
            case 5 -> get(points, 200);
            default -> latest();
        }
    }

    /** Takes from it what is asked for later. */
    private void latest() throws IOException, InterruptedException {
        String path = API + "forecasts/latest";
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(server.address().resolve(path)), path, 200, 304);
        if (answer.statusCode() == 200) {
            JsonNode forecast = JSON.readTree(answer.body());
            JsonNode leads = forecast.path("leads");
            picture = leads.path(random.nextInt(leads.size())).path("url").asText();
            String base = forecast.path("baseTime").asText().replaceAll("[-:]", "");
            points =
                    "%sforecasts/%s/points?lat=%s&lon=%s".formatted(API, base, latitude(forecast), longitude(forecast));
        }
    }

    private static double latitude(JsonNode forecast) {
        JsonNode bounds = forecast.path("bounds");
        return (bounds.path("south").asDouble() + bounds.path("north").asDouble()) / 2;
    }

    private static double longitude(JsonNode forecast) {
        JsonNode bounds = forecast.path("bounds");
        return (bounds.path("west").asDouble() + bounds.path("east").asDouble()) / 2;
    }

    private void get(String path, int right) throws IOException, InterruptedException {
        if (!path.isEmpty()) {
            send(HttpRequest.newBuilder(server.address().resolve(path)), path, right, right);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String path, int right, int alsoRight)
            throws IOException, InterruptedException {
        if (alsoRight == 304 && !tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer =
                client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofByteArray());
        nanos.add(System.nanoTime() - begun);
        int status = answer.statusCode();
        count(Integer.toString(status));
        boolean later =
                status == 503 && answer.headers().firstValue("Retry-After").isPresent();
        if (status != right && status != alsoRight && !later) {
            wrong.add("%s: %d to %s".formatted(server.name(), status, path));
        }
        if (alsoRight == 304) {
            tag = answer.headers().firstValue("ETag").orElse("");
        }
        return answer;
    }

    private void count(String answer) {
        answers.computeIfAbsent(answer, key -> new LongAdder()).increment();
    }
}
