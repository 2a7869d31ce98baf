package amagumo.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.StoreSnapshot.Day;
import amagumo.server.Interleavings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A frame that is replaced while two threads look at the store and a third one reads, in the orders of their steps that Lincheck
 * finds. What lies on the disk is in memory here: Lincheck does not run what opens files. The test lies in this module because
 * Lincheck does.
 */
class ShownFramesModelTest {

    private static final int ORDERS = 500;
    private static final Instant TIME = Instant.parse("2024-03-01T00:00:00Z");
    private static final DayFile DAY = DayFile.of(Path.of("store"), TIME);
    private static final Map<DayFile, Day> FIRST = days(message(0));
    private static final Map<DayFile, Day> SECOND = days(message(0), message(100));

    @Test
    void aReplacedFrameIsToldToOneOfThoseWhoLookAndAReaderNeverGoesBackToTheOlderOne() {
        Interleavings.of(ORDERS, () -> {
            ShownFrames shown = new ShownFrames();
            AtomicReference<Map<DayFile, Day>> disk = new AtomicReference<>(FIRST);
            look(shown, disk);
            AtomicInteger told = new AtomicInteger();
            AtomicInteger backwards = new AtomicInteger();
            Thread looking = new Thread(() -> told.addAndGet(look(shown, disk)));
            Thread reading = new Thread(() -> backwards.set(version(shown) > version(shown) ? 1 : 0));
            looking.start();
            reading.start();
            disk.set(SECOND);
            told.addAndGet(look(shown, disk));
            Interleavings.join(looking);
            Interleavings.join(reading);
            assertEquals(1, told.get());
            assertEquals(0, backwards.get());
            assertEquals(1, version(shown));
            assertTrue(shown.now().times().contains(TIME));
        });
    }

    /** How many replaced frames it was told of. */
    private static int look(ShownFrames shown, AtomicReference<Map<DayFile, Day>> disk) {
        try {
            return shown.update(before -> disk.get()).replaced().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(ShownFrames shown) {
        return shown.now().frames().get(TIME).octets() / 100;
    }

    private static Map<DayFile, Day> days(StoredMessage... messages) {
        return Map.of(DAY, new Day(new DayFile.Stamp(messages.length, 0, 0), List.of(messages)));
    }

    private static StoredMessage message(int octets) {
        return StoredMessage.frame(0, new byte[octets], TIME, 0);
    }
}
