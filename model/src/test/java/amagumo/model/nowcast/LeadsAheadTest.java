package amagumo.model.nowcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeadsAheadTest {

    @Test
    void leadsComeInOrderWhileTheNextIsBeingComputed() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        try (LeadsAhead leads = new LeadsAhead(nowcast(lead -> {
            if (lead == 2) {
                second.countDown();
            }
            return new float[][] {{lead}};
        }))) {
            assertEquals(1, leads.next()[0][0]);
            assertTrue(second.await(1, TimeUnit.MINUTES), "lead 2 was not computed before it was asked for");
            for (int lead = 2; lead <= Nowcast.LEADS; lead++) {
                assertEquals(lead, leads.next()[0][0]);
            }
            assertThrows(NoSuchElementException.class, leads::next);
        }
    }

    @Test
    void whatFailsInComputingALeadIsThrownWhereItIsAskedFor() {
        Error outOfMemory = new OutOfMemoryError("a test");
        RuntimeException bug = new IllegalStateException("a test");
        try (LeadsAhead leads = new LeadsAhead(nowcast(lead -> {
            if (lead == 1) {
                throw outOfMemory;
            }
            throw bug;
        }))) {
            assertSame(outOfMemory, assertThrows(OutOfMemoryError.class, leads::next));
        }
        try (LeadsAhead leads = new LeadsAhead(nowcast(lead -> {
            if (lead == 2) {
                throw bug;
            }
            return new float[1][1];
        }))) {
            leads.next();
            assertSame(bug, assertThrows(IllegalStateException.class, leads::next));
        }
    }

    private static Nowcast nowcast(Nowcast.Leads leads) {
        return new Nowcast("test", Instant.EPOCH, 5, new RadarGrid(1, 1, 36, 140, 0.01, 0.01), leads);
    }
}
