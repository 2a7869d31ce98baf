package amagumo.server.retention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestOptions;
import amagumo.server.MadeRain;
import amagumo.server.SettableClock;
import amagumo.server.SmallDisk;
import amagumo.server.source.IngestOutcome;
import amagumo.server.source.directory.DirectorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 256 KiB, mounted for the test: where that is not permitted, it is skipped. */
class SmallDiskTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    @AutoClose
    private SmallDisk small;

    private Path disk;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        small = SmallDisk.mount(home.resolve("disk"), 256);
        disk = small.path();
    }

    @Test
    void framesComeInWhileTheDiskIsShortAndNothingIsDamagedWhenItIsFull() throws Exception {
        DiskSpace space = new DiskSpace(disk.resolve("state/not/there/yet"), 128 << 10);
        assertEquals(Optional.empty(), space.shortage());
        Files.write(disk.resolve("others"), new byte[150 << 10]);
        assertTrue(space.shortage().orElseThrow().endsWith("MiB of retention.min-free"));

        Path files = home.resolve("files");
        MadeRain.write(files, 8);
        SettableClock clock = new SettableClock(Instant.now());
        Path store = disk.resolve("store");
        DirectorySource source = new DirectorySource(files, store, Optional.empty(), INTERVAL, Duration.ZERO, clock);
        clock.goOn(INTERVAL);
        assertEquals(8, source.poll().added());

        fill(disk.resolve("more"));
        for (int number = 8; number < 40; number++) {
            MadeRain.write(files.resolve("frame%03d.bin".formatted(number)), MadeRain.time(number), number);
        }
        clock.goOn(INTERVAL);
        IOException full = assertThrows(IOException.class, source::poll);
        assertTrue(full.getMessage().endsWith("No space left on device"), full::getMessage);
        assertEquals(List.of(), FrameStore.open(store).verify());

        Files.delete(disk.resolve("more"));
        clock.goOn(INTERVAL);
        source.poll();
        Path clean = home.resolve("clean");
        Ingest.run(List.of(files.toString()), System.in, clean, IngestOptions.defaults(), new IngestOutcome());
        FrameStore expected = FrameStore.open(clean);
        FrameStore actual = FrameStore.open(store);
        assertEquals(expected.times(), actual.times());
        for (Instant time : expected.times()) {
            assertArrayEquals(expected.message(time), actual.message(time));
        }
    }

    /** Writes until the disk is full. */
    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThrows(IOException.class, () -> {
                while (true) {
                    out.write(new byte[1024]);
                }
            });
        }
    }
}
