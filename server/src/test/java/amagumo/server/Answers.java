package amagumo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.imageio.ImageIO;

/** Asks a server. */
public final class Answers {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;

    public Answers(URI server) {
        this.server = server;
    }

    /** Asks with headers, names and values in turn. */
    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    public JsonNode json(String path, String... headers) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(path, headers);
        assertEquals(200, answer.statusCode(), path);
        return JSON.readTree(answer.body());
    }

    public BufferedImage picture(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(path);
        assertEquals(200, answer.statusCode(), path);
        assertEquals("image/png", header(answer, "Content-Type"), path);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
