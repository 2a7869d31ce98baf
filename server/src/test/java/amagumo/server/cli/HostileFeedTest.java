package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.HostileFiles;
import amagumo.server.HostileFiles.HostileFile;
import amagumo.server.MadeRain;
import amagumo.server.source.dated.Archive;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server on a small heap, whose source somebody fills with files of every hostile kind: each is refused by its name, what is
 * good comes in before and after, and nothing is written outside the store.
 */
class HostileFeedTest {

    private static final List<String> SMALL_HEAP = List.of("-Xmx192m");
    private static final Duration STEP = Duration.ofMinutes(MadeRain.STEP_MINUTES);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Path store;
    private Instant newest;

    @BeforeEach
    void lookAtTheClock() throws IOException {
        directory = directory.toRealPath();
        store = directory.resolve("store");
        long seconds = Instant.now().getEpochSecond();
        newest = Instant.ofEpochSecond(seconds - seconds % STEP.toSeconds());
    }

    @Test
    void aDirectoryOfHostileFilesKeepsNoGoodOneAway() throws Exception {
        Path feed = Files.createDirectory(directory.resolve("feed"));
        Files.write(feed.resolve("first.bin"), good(1));
        Path folder = Files.createDirectory(feed.resolve("folder.bin"));
        Map<String, String> reasons = new TreeMap<>();
        String settings =
                """
                serve { port = 0, refresh = 1 second, nowcaster = persistence, store = "%s"
                  source.directory { path = "%s", interval = 1 second, settle = 0 seconds } }
                """
                        .formatted(store, feed);
        try (ServingProcess server = ServingProcess.start(directory, settings, List.of(), SMALL_HEAP)) {
            awaitTimes(server, time(1));
            for (HostileFile hostile : HostileFiles.of(good(2))) {
                Path file = Files.write(folder.resolve(hostile.name()), hostile.octets());
                reasons.put(file.toString(), hostile.reason());
            }
            reasons.put(link(folder.resolve("loop.bin"), folder.resolve("loop.bin")), "cannot be read");
            link(folder.resolve("up.bin"), feed);
            link(folder.resolve("gone.bin"), directory.resolve("nothing"));
            new ProcessBuilder("mkfifo", folder.resolve("pipe.bin").toString())
                    .start()
                    .waitFor();
            Set<Path> others = others();

            awaitRefusals(server, reasons);
            Path last = Files.write(feed.resolve("last.bin"), good(0));
            awaitTimes(server, time(1), time(0));
            Set<Path> othersNow = others();
            assertTrue(othersNow.remove(last));
            assertEquals(others, othersNow);
            assertNothingStrayed();
        }
    }

    @Test
    void aServerOfHostileFilesKeepsNoGoodOneAway() throws Exception {
        try (Archive archive = new Archive()) {
            List<HostileFile> all = HostileFiles.of(good(1));
            int oldest = all.size() + 1;
            archive.files.put(path(oldest), good(oldest));
            Map<String, String> reasons = new TreeMap<>();
            for (int back = 1; back <= all.size(); back++) {
                HostileFile hostile = all.get(back - 1);
                archive.files.put(path(back), hostile.octets());
                reasons.put("http://127.0.0.1:%d%s".formatted(archive.port(), path(back)), hostile.reason());
            }
            long minutes = STEP.toMinutes() * (oldest + 3);
            String settings =
                    """
                    serve { port = 0, refresh = 1 second, nowcaster = persistence, store = "%s"
                      source.http { url = "http://127.0.0.1:%d/{yyyy}/{MM}/{dd}/rain_{yyyyMMddHHmmss}.bin", interval = 1 second
                        in-order = %d minutes, skip-older-than = %d minutes, private-addresses = true } }
                    """
                            .formatted(store, archive.port(), minutes, minutes);
            try (ServingProcess server = ServingProcess.start(directory, settings, List.of(), SMALL_HEAP)) {
                awaitRefusals(server, reasons);
                awaitTimes(server, time(oldest));
                Set<Path> others = others();
                archive.files.put(path(0), good(0));
                awaitTimes(server, time(oldest), time(0));
                assertEquals(others, others());
                assertNothingStrayed();
            }
        }
    }

    private static void awaitTimes(ServingProcess server, Instant... oldestFirst) throws Exception {
        List<String> expected =
                Stream.of(oldestFirst).map(Instant::toString).sorted().toList();
        server.await("/api/v1/observations", page -> {
            List<String> times = new ArrayList<>();
            page.path("observations")
                    .forEach(frame -> times.add(frame.path("validTime").asText()));
            return times.stream().sorted().toList().equals(expected);
        });
    }

    /** Waits until the log of the job that brings frames names each file, with why it was refused. */
    private static void awaitRefusals(ServingProcess server, Map<String, String> reasons) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, String> left = new TreeMap<>(reasons);
        String log = "";
        while (!left.isEmpty()) {
            assertTrue(System.nanoTime() < end, "%s are not refused in: %s".formatted(left, log));
            TimeUnit.MILLISECONDS.sleep(100);
            JsonNode attempts = server.json("/api/v1/jobs/watch/attempts").path("attempts");
            log = new String(
                    server.get("/api/v1/attempts/%s/log"
                                    .formatted(attempts.path(0).path("id").asText()))
                            .body(),
                    StandardCharsets.UTF_8);
            String lines = log;
            left.entrySet().removeIf(entry -> Pattern.compile(
                            "refused: %s.*(%s)".formatted(Pattern.quote(entry.getKey()), entry.getValue()))
                    .matcher(lines)
                    .find());
        }
    }

    /** All that lies neither in the store nor in the server's state. */
    private Set<Path> others() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !path.startsWith(store) && !path.startsWith(directory.resolve("state")))
                    .collect(Collectors.toSet());
        }
    }

    private void assertNothingStrayed() throws IOException {
        assertFalse(Files.exists(Path.of("/tmp", HostileFiles.STRAY)));
        assertFalse(Files.exists(Path.of("../..", HostileFiles.STRAY)));
        try (Stream<Path> all = Files.walk(directory)) {
            assertFalse(all.anyMatch(path -> path.endsWith(HostileFiles.STRAY)));
        }
    }

    private static String link(Path link, Path target) throws IOException {
        return Files.createSymbolicLink(link, target).toString();
    }

    private byte[] good(int back) throws IOException {
        return Files.readAllBytes(MadeRain.write(directory.resolve("good"), time(back), back));
    }

    /** So many steps before the newest. */
    private Instant time(int back) {
        return newest.minus(STEP.multipliedBy(back));
    }

    private String path(int back) {
        String digits = time(back).toString().replaceAll("[-:TZ]", "");
        return "/%s/%s/%s/rain_%s.bin"
                .formatted(digits.substring(0, 4), digits.substring(4, 6), digits.substring(6, 8), digits);
    }
}
