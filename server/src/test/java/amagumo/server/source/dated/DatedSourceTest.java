package amagumo.server.source.dated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.ClockBound;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestOptions;
import amagumo.server.MadeRain;
import amagumo.server.SettableClock;
import amagumo.server.config.DatedAddress;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.Outgoing;
import amagumo.server.outgoing.OutgoingException;
import amagumo.server.outgoing.Reach;
import amagumo.server.source.IngestOutcome;
import amagumo.server.source.PollResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatedSourceTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration LATE = Duration.ofMinutes(30);
    private static final Duration REACH = Duration.ofMinutes(51);
    private static final int CAP = 1 << 20;

    @TempDir
    private Path home;

    private final SettableClock clock = new SettableClock(MadeRain.time(10).plusSeconds(10));
    private Archive archive;
    private Path store;
    private DatedSource source;
    private final Outgoing outgoing = Outgoing.start();

    @BeforeEach
    void start() throws IOException {
        archive = new Archive();
        store = home.resolve("store");
        source = open(REACH, REACH);
    }

    @AfterEach
    void stop() {
        archive.close();
        outgoing.close();
    }

    @Test
    void filesComeOnceOldestFirstAndTheNewestWhenItAppears() throws Exception {
        publish(0, 9);
        assertEquals(new PollResult(8, 0, List.of(), Optional.of(MadeRain.time(7)), 3), source.poll());
        assertEquals(paths(0, 7), archive.asked);
        assertEquals(new PollResult(2, 0, List.of(), Optional.of(MadeRain.time(9)), 0), poll());
        archive.asked.clear();
        publish(10, 10);
        assertEquals(new PollResult(1, 0, List.of(), Optional.of(MadeRain.time(10)), 0), poll());
        assertEquals(paths(10, 10), archive.asked);
        assertEquals(new PollResult(0, 0, List.of(), Optional.of(MadeRain.time(10)), 0), poll());
        assertEquals(paths(10, 10), archive.asked);
    }

    @Test
    void beyondABoundTheNewestComeFirstAndTheOldestNotAtAll() throws Exception {
        source = open(Duration.ofMinutes(10), Duration.ofMinutes(25));
        publish(0, 10);
        assertEquals(6 - 1, poll().added());
        assertEquals(
                List.of(path(9), path(10), path(8), path(7), path(6)),
                archive.asked,
                "00:40:10 to 00:50:10 in order, then back to 00:25:10");
    }

    @Test
    void aRestartAsksForNothingAgain() throws Exception {
        publish(0, 10);
        pollAll();
        archive.asked.clear();
        source = open(REACH, REACH);
        assertEquals(new PollResult(0, 0, List.of(), Optional.of(MadeRain.time(10)), 0), poll());
        assertEquals(List.of(), archive.asked);
    }

    @Test
    void whatIsMissingIsAskedForABoundedNumberOfTimesAlsoAcrossRestarts() throws Exception {
        publish(0, 0);
        publish(2, 10);
        pollAll();
        clock.goOn(LATE);
        for (int i = 0; i < 120; i++) {
            if (i % 40 == 0) {
                source = open(Duration.ofHours(14), Duration.ofHours(14));
            }
            long before = countAsked(1);
            pollAll();
            assertTrue(countAsked(1) <= before + 1, "once a poll");
            clock.goOn(Duration.ofMinutes(5));
        }
        assertTrue(countAsked(1) >= SlotRecord.TRIES, () -> countAsked(1) + " times");
        assertTrue(countAsked(1) <= SlotRecord.TRIES + 1, () -> countAsked(1) + " times");
    }

    @Test
    void aClockThatWasAheadForAWhileKeepsNothingAway() throws Exception {
        publish(0, 12);
        pollAll();
        clock.goOn(Duration.ofHours(9));
        pollAll();
        clock.goOn(Duration.ofHours(-9).plus(STEP.multipliedBy(2)));
        pollAll();
        assertTrue(FrameStore.open(store).contains(MadeRain.time(12)));
        source = open(REACH, REACH);
        publish(13, 13);
        clock.goOn(STEP);
        pollAll();
        assertTrue(FrameStore.open(store).contains(MadeRain.time(13)));
    }

    @Test
    void aFileThatAppearsLateComesIn() throws Exception {
        publish(0, 3);
        publish(5, 10);
        pollAll();
        clock.goOn(LATE.plus(STEP));
        pollAll();
        publish(4, 4);
        clock.goOn(SlotRecord.FIRST_PAUSE);
        source = open(Duration.ofHours(2), Duration.ofHours(2));
        pollAll();
        assertTrue(FrameStore.open(store).contains(MadeRain.time(4)));
    }

    @Test
    void aFeedThatStartsLateIsAwaited() throws Exception {
        assertEquals(new PollResult(0, 0, List.of(), Optional.empty(), 3), source.poll());
        pollAll();
        assertFalse(Files.exists(store));
        clock.goOn(INTERVAL);
        publish(10, 10);
        pollAll();
        assertEquals(List.of(MadeRain.time(10)), FrameStore.open(store).times());
    }

    @Test
    void anOutageIsCaughtUp() throws Exception {
        publish(0, 4);
        for (int i = 5; i <= 10; i++) {
            archive.faults.put(path(i), Archive.status(500));
        }
        assertEquals(5, source.poll().added());
        assertThrows(OutgoingException.class, source::poll);
        archive.faults.clear();
        publish(5, 10);
        clock.goOn(Duration.ofMinutes(1));
        pollAll();
        assertEquals(11, FrameStore.open(store).times().size());
    }

    @Test
    void oneFileThatFailsForEverDoesNotHoldUpTheOthers() throws Exception {
        archive.faults.put(path(0), Archive.status(500));
        publish(1, 10);
        assertThrows(OutgoingException.class, source::poll);
        for (int i = 0; i < 20; i++) {
            clock.goOn(Duration.ofMinutes(1));
            poll();
        }
        assertEquals(10, FrameStore.open(store).times().size());
        assertTrue(countAsked(0) < 10, () -> countAsked(0) + " times");
    }

    @Test
    void aTruncatedFileIsReadOnceItIsWholeAndNotSentAgainWhileItIsTheSame() throws Exception {
        byte[] whole = gzip(frame(10));
        archive.files.put(path(10), Arrays.copyOf(whole, whole.length / 2));
        PollResult result = pollAll();
        assertEquals(1, result.refused().size(), result::toString);
        assertTrue(result.refused().get(0).startsWith("http://127.0.0.1"), result::toString);
        clock.goOn(INTERVAL);
        assertEquals(List.of(), pollAll().refused());
        assertEquals(1, archive.sent.size());
        archive.files.put(path(10), whole);
        clock.goOn(INTERVAL);
        pollAll();
        assertEquals(List.of(MadeRain.time(10)), FrameStore.open(store).times());
        assertEquals(2, archive.sent.size());
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() throws Exception {
        try (Archive elsewhere = new Archive()) {
            archive.faults.put(path(0), exchange -> {
                exchange.getResponseHeaders()
                        .add("Location", "http://localhost:%d%s".formatted(elsewhere.port(), path(0)));
                exchange.sendResponseHeaders(302, -1);
            });
            OutgoingException failure = assertThrows(OutgoingException.class, source::poll);
            assertTrue(failure.getMessage().endsWith("which is not followed"), failure::getMessage);
            assertEquals(List.of(), elsewhere.asked);
        }
    }

    @Test
    void filesWithoutEndDrippingOnesAndThoseThatAreTooLargeAreGivenUp() throws Exception {
        archive.faults.put(path(0), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[8192]);
                }
            }
        });
        CountDownLatch released = new CountDownLatch(1);
        archive.faults.put(path(1), exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(0);
            exchange.getResponseBody().flush();
            await(released);
        });
        archive.files.put(path(2), new byte[CAP + 1]);
        publish(3, 10);
        for (int i = 0; i < 3; i++) {
            assertThrows(OutgoingException.class, source::poll);
        }
        released.countDown();
        pollAll();
        assertEquals(8, FrameStore.open(store).times().size());
    }

    @Test
    void aPageThatSaysItIsNotThereIsRefusedAndNothingIsStored() throws Exception {
        for (int i = 0; i <= 10; i++) {
            archive.files.put(path(i), "<html><body>Not found</body></html>".getBytes());
        }
        PollResult result = source.poll();
        assertEquals(8, result.refused().size());
        assertEquals(Optional.empty(), result.newest());
        assertFalse(Files.exists(store));
    }

    @Test
    void whateverTheOrderAndTheFaultsTheStoreIsThatOfOneIngest() throws Exception {
        Path made = home.resolve("made");
        MadeRain.write(made, 40);
        Path clean = home.resolve("clean");
        Ingest.run(List.of(made.toString()), System.in, clean, IngestOptions.defaults(), new IngestOutcome());
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            archive.files.clear();
            SettableClock own = new SettableClock(MadeRain.time(0));
            store = home.resolve("store" + seed);
            source = open(own, Duration.ofHours(1), Duration.ofHours(12));
            Set<Integer> due = new HashSet<>();
            for (int step = 0; step < 140; step++) {
                if (step < 40) {
                    due.add(step);
                }
                for (int number : List.copyOf(due)) {
                    double chance = random.nextDouble();
                    archive.faults.remove(path(number));
                    if (chance < 0.5) {
                        archive.files.put(path(number), frame(number));
                        due.remove(number);
                    } else if (chance < 0.6) {
                        archive.files.put(path(number), Arrays.copyOf(frame(number), random.nextInt(200)));
                    } else if (chance < 0.7) {
                        archive.faults.put(path(number), Archive.status(random.nextBoolean() ? 500 : 403));
                    }
                }
                if (random.nextInt(10) == 0) {
                    source = open(own, Duration.ofHours(1), Duration.ofHours(12));
                }
                try {
                    source.poll();
                } catch (OutgoingException e) {
                    assertTrue(e.getMessage().contains("status"), e::getMessage);
                }
                own.goOn(Duration.ofMinutes(3));
            }
            assertSameFrames(FrameStore.open(clean), FrameStore.open(store));
        }
    }

    /** What is left to bring comes at once; the last poll's result. */
    private PollResult pollAll() throws Exception {
        PollResult result = source.poll();
        while (result.remaining() > 0) {
            result = source.poll();
        }
        return result;
    }

    private PollResult poll() throws Exception {
        PollResult result = source.poll();
        clock.goOn(INTERVAL);
        return result;
    }

    private DatedSource open(Duration inOrder, Duration reach) throws IOException {
        return open(clock, inOrder, reach);
    }

    private DatedSource open(SettableClock own, Duration inOrder, Duration reach) throws IOException {
        DatedAddress address = DatedAddress.parse(
                "http://127.0.0.1:%d/{yyyy}/{MM}/{dd}/rain_{yyyyMMddHHmmss}.bin".formatted(archive.port()), STEP);
        return new DatedSource(
                new Schedule(address, LATE, inOrder, reach),
                new HttpFetcher(outgoing, new Reach(Set.of("127.0.0.1"), true), Duration.ofSeconds(3)),
                store,
                new IngestOptions(Optional.empty(), false, new ClockBound(own, ClockBound.DEFAULT_MAX_AHEAD)),
                CAP,
                INTERVAL,
                own);
    }

    private void publish(int first, int last) throws IOException {
        for (int number = first; number <= last; number++) {
            archive.files.put(path(number), frame(number));
        }
    }

    private static void await(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is being stopped
        }
    }

    private byte[] frame(int number) throws IOException {
        return Files.readAllBytes(MadeRain.write(home.resolve("frame"), MadeRain.time(number), number));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private long countAsked(int number) {
        return archive.asked.stream().filter(path(number)::equals).count();
    }

    private static List<String> paths(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(DatedSourceTest::path)
                .toList();
    }

    private static String path(int number) {
        Instant time = MadeRain.time(number);
        return "/2024/03/01/rain_" + time.toString().replaceAll("[-:TZ]", "") + ".bin";
    }

    private static void assertSameFrames(FrameStore expected, FrameStore actual) throws IOException {
        assertEquals(expected.times(), actual.times());
        for (Instant time : expected.times()) {
            assertArrayEquals(expected.message(time), actual.message(time));
        }
    }
}
