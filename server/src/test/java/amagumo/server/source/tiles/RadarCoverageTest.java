package amagumo.server.source.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.ingest.jma.BlockMosaic;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.BoundingBox;
import amagumo.ingest.radar.Domains;
import amagumo.ingest.radar.RadarFrame;
import amagumo.testing.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RadarCoverageTest {

    @Test
    void theKeptCellsAreThoseOfTheCompositeThatTheyWereMadeFrom() throws IOException {
        Path composite = SharedFiles.path("jma/Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin");
        RadarFrame frame = JmaRain.read("composite", Files.readAllBytes(composite), Optional.empty())
                .get(0)
                .frame();
        try (InputStream kept = RadarCoverage.class.getResourceAsStream("coverage.grib2")) {
            assertArrayEquals(RadarCoverage.file(frame), kept.readAllBytes());
        }
    }

    @Test
    void radarsSeeTokyoAndNotTheOceanFarOff() {
        assertEquals(1, cells(new BoundingBox(35.676, 139.737, 35.684, 139.75)));
        assertEquals(0, cells(new BoundingBox(21, 145, 22, 147)));
    }

    @Test
    void everyNamedDomainIsSeenSomewhere() {
        Domains.all().forEach((name, box) -> assertEquals(true, cells(box) > 0, name));
    }

    private static int cells(BoundingBox box) {
        return RadarCoverage.in(BlockMosaic.GRID_1_KM.cellsIn(box)).cardinality();
    }
}
