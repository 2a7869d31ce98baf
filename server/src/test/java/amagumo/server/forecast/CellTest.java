package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.radar.RadarGrid;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CellTest {

    private static final RadarGrid GRID = new RadarGrid(4, 3, 36, 139, 0.5, 1);

    @Test
    void placeBelongsToTheCellWhoseCentreIsNearest() {
        assertEquals(Optional.of(new Cell(0, 0)), Cell.at(GRID, 36, 139));
        assertEquals(Optional.of(new Cell(0, 0)), Cell.at(GRID, 36.24, 138.51));
        assertEquals(Optional.of(new Cell(1, 1)), Cell.at(GRID, 35.74, 139.51));
        assertEquals(Optional.of(new Cell(2, 3)), Cell.at(GRID, 34.76, 142.49));
    }

    @Test
    void placeBeyondTheOuterEdgesIsInNoCell() {
        assertEquals(Optional.empty(), Cell.at(GRID, 36.26, 140));
        assertEquals(Optional.empty(), Cell.at(GRID, 34.74, 140));
        assertEquals(Optional.empty(), Cell.at(GRID, 35, 138.49));
        assertEquals(Optional.empty(), Cell.at(GRID, 35, 142.51));
    }

    @Test
    void longitudesAreTheSameAFullTurnLater() {
        RadarGrid pacific = new RadarGrid(20, 3, 36, 170, 0.5, 1);
        assertEquals(Optional.of(new Cell(0, 15)), Cell.at(pacific, 36, 185));
        assertEquals(Optional.of(new Cell(0, 15)), Cell.at(pacific, 36, -175));
        RadarGrid atlantic = new RadarGrid(20, 3, 36, -10, 0.5, 1);
        assertEquals(Optional.of(new Cell(0, 5)), Cell.at(atlantic, 36, 355));
    }
}
