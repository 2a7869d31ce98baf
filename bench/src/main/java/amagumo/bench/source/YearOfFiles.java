package amagumo.bench.source;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Radar files of 5 minutes, 60 x 48 cells each, from the beginning of 2023 on.
 *
 * @param directory where they lie
 * @param flat whether all in one directory, else in a directory a day
 */
record YearOfFiles(Path directory, boolean flat) {

    /** How many a year has. */
    static final int FILES = 365 * 24 * 60 / 5;

    private static final RadarGrid GRID = new RadarGrid(60, 48, 36, 139, 1 / 120.0, 1 / 80.0);
    private static final Instant FIRST = Instant.parse("2023-01-01T00:00:00Z");
    private static final int STEP_MINUTES = 5;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'Z__C_RJTD_'uuuuMMddHHmmss'_rain.bin'").withZone(ZoneOffset.UTC);

    /** The valid time of a file. */
    Instant time(int number) {
        return FIRST.plus(Duration.ofMinutes((long) number * STEP_MINUTES));
    }

    /**
     * Writes a file.
     *
     * @return its octets
     */
    long write(int number) throws IOException {
        Instant time = time(number);
        Path place = Files.createDirectories(flat ? directory : directory.resolve(DAY.format(time)));
        byte[] levels = new byte[(int) GRID.cells()];
        for (int cell = 0; cell < levels.length; cell++) {
            double away = Math.hypot(cell / GRID.nx() - 20, (cell % GRID.nx() + number) % GRID.nx() - GRID.nx() / 2.0);
            levels[cell] = (byte) Math.max(1, 90 - 6 * away);
        }
        byte[] file = GribWriter.write(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(203, time, STEP_MINUTES),
                new RadarFrame(time, STEP_MINUTES, GRID, JmaLevels.RAIN_251, Levels.ofBytes(levels)),
                Byte.SIZE);
        Files.write(place.resolve(NAME.format(time)), file);
        return file.length;
    }
}
