package amagumo.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.server.config.Settings;
import amagumo.server.forecast.RainStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five frames that a client brings, and the forecast that it gets. */
class PredictServerTest {

    private static final String TOKEN = "token-of-a-modeller-0123456789abcdef";
    private static final String BOUNDARY = "----frames-of-a-form";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static RunningServer server;
    private static List<byte[]> frames;

    @BeforeAll
    static void start() throws IOException {
        server = start("token");
        frames = FrameStore.open(directory.resolve("token")).frames().values().stream()
                .limit(5)
                .map(frame -> {
                    try {
                        return frame.message();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void fiveMessagesBecomeAForecast() throws Exception {
        HttpResponse<byte[]> answer = predict(joined(frames), "application/wmo-grib2", "");
        assertEquals(200, answer.statusCode(), () -> text(answer));
        List<RadarFrame> leads = JmaRain.read("answer", answer.body(), Optional.empty()).stream()
                .map(field -> field.frame())
                .toList();
        assertEquals(15, leads.size());
        assertEquals("2024-03-01T00:25:00Z", leads.get(0).validTime().toString());
        assertEquals(40, leads.get(14).values()[RainStore.FIRST_ROW][RainStore.FIRST_COLUMN], 0.5f);
    }

    @Test
    void aZipOfFilesBecomesTheSameForecast() throws Exception {
        byte[] fromMessages =
                predict(joined(frames), "application/prs.coverage+json", "").body();
        assertTrue(Arrays.equals(
                fromMessages,
                predict(zip(frames), "application/prs.coverage+json", "").body()));
        assertEquals(
                "[15,336,256]",
                JSON.readTree(fromMessages).at("/ranges/rainfall_rate/shape").toString());
    }

    @Test
    void aFormOfFiveFilesBecomesTheSameForecast() throws Exception {
        byte[] fromMessages =
                predict(joined(frames), "application/wmo-grib2", "").body();
        List<String> sameNames = Collections.nCopies(frames.size(), "frame.bin");
        HttpResponse<byte[]> answer = sendForm(form(sameNames, frames));
        assertEquals(200, answer.statusCode(), () -> text(answer));
        assertArrayEquals(fromMessages, answer.body());
        HttpResponse<byte[]> zipped = sendForm(form(List.of("five.zip"), List.of(zip(frames))));
        assertArrayEquals(fromMessages, zipped.body(), () -> text(zipped));
    }

    @Test
    void whatIsWrongWithAFormIsSaid() throws Exception {
        List<String> names = List.of("a.bin", "b.bin", "c.bin", "d.bin", "torn.bin");
        byte[] torn = Arrays.copyOf(frames.get(4), 100);
        String detail = detail(
                sendForm(form(names, List.of(frames.get(0), frames.get(1), frames.get(2), frames.get(3), torn))));
        assertTrue(detail.contains("torn.bin"), detail);
        byte[] whole = form(names, frames);
        String noForm = "the body is not a whole form of at most 5 files";
        assertProblem(400, noForm, sendForm(Arrays.copyOf(whole, whole.length - 20)));
        assertProblem(
                400, noForm, sendForm(form(Collections.nCopies(6, "a.bin"), Collections.nCopies(6, frames.get(0)))));
        assertProblem(400, "a part of the form is not a file: it has no filename", sendForm(form(List.of(""), frames)));
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(300)] = (byte) random.nextInt(256);
            int status = sendForm(changed).statusCode();
            assertTrue(status == 200 || status == 400, "status " + status);
        }
    }

    @Test
    void anotherNowcasterForecastsIfItIsAskedFor() throws Exception {
        assertEquals(200, predict(joined(frames), "*/*", "?nowcaster=rover").statusCode());
        assertProblem(400, Nowcasters.NOT_RUN, predict(joined(frames), "*/*", "?nowcaster=convlstm"));
        assertProblem(400, Nowcasters.NOT_A_NAME, predict(joined(frames), "*/*", "?nowcaster=A"));
    }

    @Test
    void whatIsWrongWithFilesIsSaidWithTheNameAndTheOffset() throws Exception {
        byte[] torn = Arrays.copyOf(frames.get(4), frames.get(4).length - 20);
        HttpResponse<byte[]> answer =
                predict(zip(List.of(frames.get(0), frames.get(1), frames.get(2), frames.get(3), torn)), "*/*", "");
        assertEquals(400, answer.statusCode(), () -> text(answer));
        String detail = detail(answer);
        assertTrue(detail.contains("frame-4.grib2"), detail);
        assertTrue(detail.contains("offset"), detail);
        assertProblem(400, "there are no frames in the body", predict(new byte[0], "*/*", ""));
        byte[] many = joined(Collections.nCopies(200, frames.get(0)));
        assertProblem(400, "there are more than 5 frames of rain", predict(many, "*/*", ""));
        assertProblem(
                400, "there are more than 5 frames of rain", predict(zip(Collections.nCopies(6, many)), "*/*", ""));
        for (byte[] hostile : List.of(
                "rain".getBytes(StandardCharsets.US_ASCII),
                "GRIB".getBytes(StandardCharsets.US_ASCII),
                new byte[60_000],
                joined(frames.subList(0, 4)),
                joined(List.of(frames.get(0), frames.get(0), frames.get(1), frames.get(2), frames.get(3))))) {
            HttpResponse<byte[]> refused = predict(hostile, "*/*", "");
            assertEquals(400, refused.statusCode(), () -> text(refused));
            assertTrue(!detail(refused).isEmpty() && !detail(refused).contains("Exception"), detail(refused));
        }
    }

    @Test
    void whatTheForecastIsNotIsNotAcceptable() throws Exception {
        assertEquals(
                406, predict(joined(frames), "text/html, image/*;q=0.5", "").statusCode());
        HttpResponse<byte[]> liked =
                predict(joined(frames), "application/x-netcdf;q=0.1, application/wmo-grib2;q=0.5", "");
        assertEquals(
                "application/wmo-grib2",
                liked.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("no-store", liked.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void aBodyBeyondTheBoundIsTooLarge() throws Exception {
        assertEquals(413, predict(new byte[(1 << 20) + 1], "*/*", "").statusCode());
    }

    @Test
    void whoHasNoPlaceIsToldSoBeforeTheBodyIsRead() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            HttpResponse<byte[]> full = predictUntil(503, () -> sockets.add(sendHeadAlone()));
            assertEquals("too many forecasts wait to be made", detail(full));
            assertEquals("30", full.headers().firstValue("Retry-After").orElseThrow());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        predictUntil(400, () -> {});
    }

    /**
     * Asks again and again, without frames, until the answer has a status.
     *
     * @param first what is done before each time: a head that finds all places taken, by the last question too, gets none
     */
    private static HttpResponse<byte[]> predictUntil(int status, Step first) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        HttpResponse<byte[]> answer;
        do {
            assertTrue(System.nanoTime() < end, "it takes too long");
            first.take();
            answer = predict(new byte[0], "*/*", "");
        } while (answer.statusCode() != status);
        return answer;
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    /** The head of a request whose body never comes. */
    private static Socket sendHeadAlone() throws IOException {
        Socket socket = new Socket(server.address().getHost(), server.address().getPort());
        socket.getOutputStream()
                .write(
                        "POST /api/v1/predict HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 1000\r\n\r\n"
                                .formatted(TOKEN)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void settingsSayWhoMayBringFrames() throws Exception {
        assertEquals(401, send(server, joined(frames), "*/*", "", "").statusCode());
        try (RunningServer open = start("public")) {
            assertEquals(200, send(open, joined(frames), "*/*", "", "").statusCode());
        }
        try (RunningServer closed = start("off")) {
            assertEquals(403, send(closed, joined(frames), "*/*", "", TOKEN).statusCode());
        }
    }

    private static RunningServer start(String access) throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        Path settings = Files.writeString(
                directory.resolve(access + ".conf"),
                "serve { http.token-file = \"%s\", predict { access = %s, max-size = 1 MiB } }"
                        .formatted(tokens, access));
        return RunningServer.start(
                directory.resolve(access), 7, Settings.read(settings).serve().server());
    }

    private static byte[] joined(List<byte[]> messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] zip(List<byte[]> files) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            for (int i = 0; i < files.size(); i++) {
                zip.putNextEntry(new ZipEntry("frame-%d.grib2".formatted(i)));
                zip.write(files.get(i));
            }
        }
        return zipped.toByteArray();
    }

    /** As {@code curl -F} sends files. */
    private static byte[] form(List<String> names, List<byte[]> files) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 0; i < names.size(); i++) {
            form.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"frames\"%s\r\n\r\n"
                    .formatted(BOUNDARY, names.get(i).isEmpty() ? "" : "; filename=\"%s\"".formatted(names.get(i)))
                    .getBytes(StandardCharsets.US_ASCII));
            form.writeBytes(files.get(i));
            form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        form.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static HttpResponse<byte[]> sendForm(byte[] form) throws Exception {
        return send(
                server,
                form,
                "application/wmo-grib2",
                "",
                TOKEN,
                "multipart/form-data; boundary=\"%s\"".formatted(BOUNDARY));
    }

    private static HttpResponse<byte[]> predict(byte[] body, String accept, String query) throws Exception {
        return send(server, body, accept, query, TOKEN);
    }

    private static HttpResponse<byte[]> send(RunningServer to, byte[] body, String accept, String query, String token)
            throws Exception {
        return send(to, body, accept, query, token, "application/octet-stream");
    }

    private static HttpResponse<byte[]> send(
            RunningServer to, byte[] body, String accept, String query, String token, String type) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.address().resolve("/api/v1/predict" + query))
                .header("Accept", accept)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void assertProblem(int status, String detail, HttpResponse<byte[]> answer) throws IOException {
        assertEquals(status, answer.statusCode(), () -> text(answer));
        assertEquals(detail, detail(answer));
    }

    private static String detail(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body()).path("detail").textValue();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
