package amagumo.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A forecast as a program gets it from a server: over HTTP, with all of its pictures.
 *
 * @param latest what {@code /api/v1/forecasts/latest} said
 * @param rates what it said about the middle of the grid
 * @param pictureBytes sizes of the pictures, observations first
 */
public record ServedForecast(JsonNode latest, JsonNode rates, List<Integer> pictureBytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ServedForecast {
        pictureBytes = List.copyOf(pictureBytes);
    }

    /**
     * Asks a server for its forecast.
     *
     * @param address where its page is
     * @throws IOException if a request is not answered as it should be
     */
    public static ServedForecast ask(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        JsonNode latest = JSON.readTree(get(client, address.resolve("/api/v1/forecasts/latest")));
        JsonNode grid = latest.get("grid");
        String middle = String.format(
                Locale.ROOT,
                "%s?lat=%.4f&lon=%.4f",
                latest.get("pointsUrl").asText(),
                (grid.get("lat1").asDouble() + grid.get("lat2").asDouble()) / 2,
                (grid.get("lon1").asDouble() + grid.get("lon2").asDouble()) / 2);
        JsonNode rates = JSON.readTree(get(client, address.resolve(middle)));
        List<Integer> sizes = new ArrayList<>();
        for (String frames : List.of("observations", "leads")) {
            for (JsonNode frame : latest.get(frames)) {
                sizes.add(get(client, address.resolve(frame.get("url").asText())).length);
            }
        }
        return new ServedForecast(latest, rates, sizes);
    }

    private static byte[] get(HttpClient client, URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("%s answered %d".formatted(address.getPath(), response.statusCode()));
        }
        return response.body();
    }

    /** A summary of what was served, on one screen. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        JsonNode grid = latest.get("grid");
        text.append("%nforecast of %s by %s, %d x %d cells, experimental, not an official forecast%n"
                .formatted(
                        latest.get("baseTime").asText(),
                        latest.get("model").asText(),
                        grid.get("nx").asInt(),
                        grid.get("ny").asInt()));
        text.append("served: %d observed and %d forecast frames, %d KB of pictures%n"
                .formatted(
                        latest.get("observations").size(),
                        latest.get("leads").size(),
                        pictureBytes.stream().mapToInt(Integer::intValue).sum() / 1000));
        text.append("rain in the middle of the map:%n".formatted());
        for (JsonNode rate : rates.get("rates")) {
            text.append("  %s  %s%n"
                    .formatted(
                            rate.get("validTime").asText(),
                            rate.get("rateMmH").isNull()
                                    ? "missing"
                                    : String.format(
                                            Locale.ROOT,
                                            "%6.2f mm/h",
                                            rate.get("rateMmH").asDouble())));
        }
        return text.toString();
    }
}
