package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.OtherOctets;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.testing.SharedFiles;
import amagumo.testing.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

    @TempDir
    private Path directory;

    private final List<String> skipped = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    @Test
    void filesGoInOnceHoweverTheyComeAndAreThereAlreadyTheNextTime() throws IOException {
        Path files = Files.createDirectory(directory.resolve("files"));
        Tars tar = Tars.of();
        for (int i = 0; i < 100; i++) {
            byte[] message = Frames.encoded(i).message();
            Files.write(files.resolve(i + ".bin"), message);
            tar.file("./" + i + ".bin", message);
        }
        assertEquals(new IngestCounts(100, 100, 0, 0, 0, 0, 0), ingest("a", files.toString()));
        assertEquals(new IngestCounts(100, 0, 0, 100, 0, 0, 0), ingest("a", files.toString()));
        Path packed = Files.write(directory.resolve("packed"), Tars.gzip(tar.bytes()));
        assertEquals(new IngestCounts(100, 100, 0, 0, 0, 0, 0), ingest("b", packed.toString()));
        assertSameFrames("a", "b");
        assertEquals(List.of(), failed);
    }

    @Test
    void theResultDoesNotDependOnTheOrder() throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            files.add(Files.write(
                            directory.resolve(i + ".bin"),
                            Frames.encoded(i * 13).message())
                    .toString());
        }
        ingest("sorted", files.toArray(String[]::new));
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(files, new Random(seed));
            ingest("shuffled" + seed, files.subList(0, 25).toArray(String[]::new));
            ingest("shuffled" + seed, files.subList(10, 60).toArray(String[]::new));
            assertSameFrames("sorted", "shuffled" + seed);
        }
    }

    @Test
    void aBrokenFileIsReportedAndTheRestGoesOn() throws IOException {
        byte[] good = Frames.encoded(0).message();
        byte[] broken = Arrays.copyOf(good, good.length / 2);
        byte[] tar = Tars.of()
                .file("broken.bin", broken)
                .file("../out.bin", good)
                .file("readme.txt", "words".getBytes())
                .file("good.bin", good)
                .bytes();
        IngestCounts counts = ingest("store", new ByteArrayInputStream(tar), false, "/no/such/file", "-");
        assertEquals(new IngestCounts(4, 1, 0, 0, 1, 3, 0), counts);
        assertEquals("/no/such/file: no such file", failed.get(0));
        assertTrue(failed.stream().anyMatch(line -> line.startsWith("-:broken.bin: offset ")), failed.toString());
        assertTrue(failed.contains("-:../out.bin: its name leaves the directory"));
        assertEquals(List.of("-:readme.txt: not a radar file"), skipped);
    }

    @Test
    void wholeMessagesOfADamagedFileAreStoredAndTheDamagedOnesNamed() throws IOException {
        byte[] first = Frames.encoded(0).message();
        byte[] second = Frames.encoded(1).message();
        byte[] third = Frames.encoded(2).message();
        byte[] torn = Arrays.copyOf(second, second.length - 7);
        Path file = Files.write(directory.resolve("a.bin"), Tars.concat(first, torn, third));
        assertEquals(new IngestCounts(1, 2, 0, 0, 0, 1, 0), ingest("s", file.toString()));
        assertEquals(List.of(Frames.time(0), Frames.time(2)), open("s").times());
        assertEquals(1, failed.size());
        assertTrue(failed.get(0).startsWith(file + ": offset "), failed.toString());
    }

    @Test
    void headingsAndPaddingAroundMessagesAreCountedAndAreNotAFailure() throws IOException {
        byte[] heading = "\u0001\r\r\n123\r\r\nISXJ50 RJTD 010300\r\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] first = Frames.encoded(0).message();
        Path file = Files.write(
                directory.resolve("a.bin"),
                Tars.concat(heading, first, new byte[400], Frames.encoded(1).message(), new byte[] {3}));
        assertEquals(new IngestCounts(1, 2, 0, 0, 0, 0, heading.length + 401), ingest("s", file.toString()));
        assertEquals(List.of(), failed);
        assertEquals(
                List.of(
                        "%s: %d octets of text at offset 0".formatted(file, heading.length),
                        "%s: 400 octets of zeros at offset %d".formatted(file, heading.length + first.length)),
                passedOver.subList(0, 2));
        assertEquals(3, passedOver.size());
    }

    @Test
    void aForecastIsNotTakenForAnObservation() throws IOException {
        RadarFrame frame = Frames.frame(Frames.time(1), 1);
        byte[] forecast = GribWriter.write(
                Identification.forecast(Frames.time(0)),
                ProductDefinition.forecastRain(203, frame.validTime(), 5, 5),
                frame,
                8);
        Tars tar = Tars.of().file("a.bin", Frames.encoded(0).message()).file("b.bin", forecast);
        assertEquals(new IngestCounts(2, 1, 0, 0, 0, 1, 0), ingest("store", stdin(tar), false, "-"));
        assertEquals(List.of("-:b.bin: a forecast, not an observation"), failed);
    }

    @Test
    void twoStepsMixedAreRefusedByName() throws IOException {
        byte[] ten =
                Frames.encoded(Frames.frame(Frames.time(2), 10, Frames.GRID, 2)).message();
        Tars tar = Tars.of().file("a.bin", Frames.encoded(0).message()).file("b.bin", ten);
        assertEquals(new IngestCounts(2, 1, 0, 0, 0, 1, 0), ingest("store", stdin(tar), false, "-"));
        assertEquals(List.of("-:b.bin: a step of 10 minutes, but the store's is 5"), failed);
    }

    @Test
    void framesAheadOfTheClockOrBetweenTwoOfTheStoreAreRefusedAndTheRestGoesOn() throws IOException {
        Tars tar = Tars.of()
                .file("a.bin", Frames.encoded(0).message())
                .file(
                        "future.bin",
                        Frames.encoded(Frames.frame(Instant.parse("2099-01-01T00:00:00Z"), 1))
                                .message())
                .file(
                        "off.bin",
                        Frames.encoded(Frames.frame(Frames.START.plusSeconds(120), 2))
                                .message())
                .file("b.bin", Frames.encoded(1).message());
        IngestCounts counts = ingest("store", stdin(tar), false, "-");
        assertEquals(2, counts.stored());
        assertEquals(2, counts.failed());
        assertTrue(
                failed.get(0).startsWith("-:future.bin: its time 2099-01-01T00:00:00Z is more than 10 minutes ahead"),
                failed.toString());
        assertTrue(
                failed.get(1).startsWith("-:off.bin: its time 2024-03-01T00:02:00Z lies between two frames"),
                failed.toString());
        assertEquals(List.of(Frames.time(0), Frames.time(1)), open("store").times());
    }

    @Test
    void otherContentForATimeIsRefusedAndListedAndCountsWithReplace() throws IOException {
        byte[] first = Frames.encoded(0).message();
        byte[] other = Frames.encoded(Frames.frame(Frames.time(0), 77)).message();
        Tars tar = Tars.of().file("a.bin", first).file("b.bin", other).file("c.bin", first);
        assertEquals(new IngestCounts(3, 1, 0, 1, 0, 1, 0), ingest("store", stdin(tar), false, "-"));
        assertTrue(failed.get(0).startsWith("-:b.bin: other content for 2024-03-01T00:00:00Z is stored"));
        assertArrayEquals(first, open("store").message(Frames.time(0)));
        assertEquals(new IngestCounts(3, 0, 2, 1, 0, 0, 0), ingest("store", stdin(tar), true, "-"));
        assertArrayEquals(first, open("store").message(Frames.time(0)), "the last one counts");
    }

    @Test
    void aStoreKnowsItsBox() throws IOException {
        BoundingBox box = new BoundingBox(35.9, 138.05, 35.95, 138.2);
        Path first = Files.write(directory.resolve("0.bin"), Frames.encoded(0).message());
        Path second = Files.write(directory.resolve("1.bin"), Frames.encoded(1).message());
        Ingest.run(
                List.of(first.toString()),
                InputStream.nullInputStream(),
                directory.resolve("s"),
                new IngestOptions(Optional.of(box), false, ClockBound.ofThisMachine()),
                listener());
        ingest("s", second.toString());
        FrameStore store = open("s");
        assertEquals(List.of(Frames.time(0), Frames.time(1)), store.times());
        RadarGrid grid = store.grid();
        assertEquals(12, grid.nx());
        assertEquals(6, grid.ny());
        float[][] expected = Frames.frame(Frames.time(1), 1).values(Frames.GRID.cellsIn(box));
        assertArrayEquals(expected, store.read(Frames.time(1)).values());
    }

    @Test
    void whatIsNoRainIsSkippedWhereItIsFoundAndRefusedWhereItIsGiven() throws IOException {
        RadarFrame frame = Frames.frame(Frames.time(0), 0);
        byte[] hourly = hourly(frame);
        Path file = Files.write(Files.createDirectory(directory.resolve("d")).resolve("hourly.bin"), hourly);
        assertEquals(
                new IngestCounts(1, 0, 0, 0, 1, 0, 0),
                ingest("s", file.getParent().toString()));
        assertEquals(new IngestCounts(1, 0, 0, 0, 0, 1, 0), ingest("s", file.toString()));
        assertEquals(List.of(file + ": hourly precipitation is not rain"), failed);
        assertFalse(Files.exists(directory.resolve("s")), "nothing was stored, so nothing was made");
    }

    /** A product that is no rain of a frame's interval. */
    private static byte[] hourly(RadarFrame frame) {
        return EncodedFrame.of(
                        Identification.jmaAnalysis(frame.validTime()),
                        ProductDefinition.observedRain(200, frame.validTime(), 5),
                        frame,
                        8)
                .message();
    }

    @Test
    void productsBesideRainCostThemselvesAndAreNamedOnce() throws IOException {
        RadarFrame frame = Frames.frame(Frames.time(1), 1);
        byte[] hourly = hourly(frame);
        byte[] forecast = GribWriter.write(
                Identification.forecast(Frames.time(0)),
                ProductDefinition.forecastRain(203, frame.validTime(), 5, 5),
                frame,
                8);
        Path file = Files.write(
                directory.resolve("a.bin"),
                Tars.concat(
                        hourly,
                        Frames.encoded(0).message(),
                        hourly,
                        forecast,
                        forecast,
                        Frames.encoded(2).message()));
        assertEquals(new IngestCounts(1, 2, 0, 0, 1, 1, 0), ingest("s", file.toString()));
        assertEquals(List.of(Frames.time(0), Frames.time(2)), open("s").times());
        assertEquals(List.of(file + ": hourly precipitation is not rain"), skipped);
        assertEquals(List.of(file + ": a forecast, not an observation"), failed);
    }

    @Test
    void hostileInputLeavesTheStoreAsItWas() throws IOException {
        ingest(
                "s",
                Files.write(directory.resolve("0.bin"), Frames.encoded(0).message())
                        .toString());
        byte[] before = Files.readAllBytes(
                DayFile.of(directory.resolve("s"), Frames.START).file());
        byte[] message = Frames.encoded(1).message();
        Random random = new Random(3);
        Tars tar = Tars.of().symbolicLink("x.bin", "/etc/passwd").oldGnuSparse("sparse.bin", 10L << 30);
        for (int length = 0; length < message.length; length += 3) {
            tar.file("t" + length + ".bin", Arrays.copyOf(message, length));
        }
        IngestCounts counts = ingest("s", stdin(tar), false, "-");
        assertEquals(counts.files(), counts.failed());
        ingest("s", new ByteArrayInputStream(Tars.gzip(new byte[64 << 20])), false, "-");
        byte[] noise = new byte[1 << 16];
        random.nextBytes(noise);
        ingest("s", new ByteArrayInputStream(noise), false, "-");
        assertArrayEquals(
                before,
                Files.readAllBytes(
                        DayFile.of(directory.resolve("s"), Frames.START).file()));
        try (Stream<Path> files = Files.list(directory.resolve("s"))) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void aLockedStoreIsTheCommandsFailureAndNotTheFiles() throws IOException {
        Path file = Files.write(directory.resolve("0.bin"), Frames.encoded(0).message());
        StoreWriter other = StoreWriter.open(directory.resolve("s"), Optional.empty());
        try {
            assertThrows(StoreException.class, () -> ingest("s", file.toString()));
        } finally {
            other.close();
        }
        assertEquals(1, ingest("s", file.toString()).stored());
    }

    @Test
    void realFilesUncroppedAreKeptOctetForOctet() throws IOException {
        Path event = SharedFiles.path("radar/mrms-20190610-a");
        ingest("s", event.toString());
        FrameStore store = open("s");
        assertEquals(36, store.times().size());
        assertEquals(2, store.stepMinutes());
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(event)) {
            for (Path file : files.sorted().toList()) {
                messages.add(Files.readAllBytes(file));
            }
        }
        for (int i : IntStream.range(0, 36).toArray()) {
            assertArrayEquals(messages.get(i), store.message(store.times().get(i)));
        }
    }

    private static InputStream stdin(Tars tar) {
        return new ByteArrayInputStream(tar.bytes());
    }

    private IngestCounts ingest(String store, String... paths) throws IOException {
        return ingest(store, InputStream.nullInputStream(), false, paths);
    }

    private IngestCounts ingest(String store, InputStream standardInput, boolean replace, String... paths)
            throws IOException {
        skipped.clear();
        passedOver.clear();
        failed.clear();
        return Ingest.run(
                List.of(paths),
                standardInput,
                directory.resolve(store),
                new IngestOptions(Optional.empty(), replace, ClockBound.ofThisMachine()),
                listener());
    }

    private IngestListener listener() {
        return new IngestListener() {
            @Override
            public void skipped(String file, String reason) {
                skipped.add(file + ": " + reason);
            }

            @Override
            public void passedOver(String file, OtherOctets octets) {
                passedOver.add(file + ": " + octets.description());
            }

            @Override
            public void failed(String file, String reason) {
                failed.add(file + ": " + reason);
            }

            @Override
            public void progress(IngestCounts soFar) {
                assertTrue(soFar.files() > 0);
            }
        };
    }

    private FrameStore open(String store) throws IOException {
        return FrameStore.open(directory.resolve(store));
    }

    private void assertSameFrames(String expected, String actual) throws IOException {
        FrameStore first = open(expected);
        FrameStore second = open(actual);
        assertEquals(first.times(), second.times());
        for (int i = 0; i < first.times().size(); i++) {
            assertArrayEquals(
                    first.message(first.times().get(i)),
                    second.message(first.times().get(i)));
        }
    }
}
