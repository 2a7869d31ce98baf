package amagumo.model.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ContingencyTableTest {

    /** The worked example of the pysteps documentation. */
    @Test
    void theScoresOfThePublishedExampleAreReproduced() {
        ContingencyTable table = new ContingencyTable(82, 23, 38, 222);

        assertEquals(0.781, table.pod(), 5e-4);
        assertEquals(0.317, table.far(), 5e-4);
        assertEquals(0.573, table.csi(), 5e-4);
    }

    @Test
    void withoutEventsTheScoresAreNaN() {
        ContingencyTable table = new ContingencyTable(0, 0, 0, 9);

        assertTrue(Double.isNaN(table.pod()));
        assertTrue(Double.isNaN(table.far()));
        assertTrue(Double.isNaN(table.csi()));
    }
}
