package amagumo.ingest.radar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DomainsTest {

    /** JMA's 1 km composite: cell centres half a cell inside 20-48 N, 118-150 E. */
    private static final RadarGrid JMA =
            new RadarGrid(2560, 3360, 48 - 1 / 240.0, 118 + 1 / 160.0, 1 / 120.0, 1 / 80.0);

    @Test
    void japanIsTheWholeGridAndEveryDomainIsInIt() {
        assertEquals(JMA.allCells(), JMA.cellsIn(Domains.named("japan")));
        Domains.all().forEach((name, box) -> {
            CellBox cells = JMA.cellsIn(box);
            assertEquals(0, cells.rows() % 12, name);
            assertEquals(0, cells.columns() % 8, name);
        });
    }

    @Test
    void tokyoIsInKanto() {
        BoundingBox kanto = Domains.named("kanto");
        assertTrue(kanto.south() < 35.68 && 35.68 < kanto.north() && kanto.west() < 139.77 && 139.77 < kanto.east());
        assertEquals(new CellBox(1260, 1600, 360, 280), JMA.cellsIn(kanto));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> Domains.named("atlantis"))
                .getMessage();
        assertTrue(message.contains("atlantis") && message.contains("kyushu"), message);
    }
}
