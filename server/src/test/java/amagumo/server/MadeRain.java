package amagumo.server;

import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Made-up rain: a round shower that moves east by a cell a step and comes again, with a corner that no radar sees. */
public final class MadeRain {

    public static final int NX = 60;
    public static final int NY = 48;
    public static final int STEP_MINUTES = 5;
    public static final RadarGrid GRID = new RadarGrid(NX, NY, 36, 139, 1 / 120.0, 1 / 80.0);
    public static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    private MadeRain() {}

    /** Writes frames one step apart, the first at {@link #FIRST}. */
    public static List<Path> write(Path directory, int frames) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (int time = 0; time < frames; time++) {
            files.add(write(directory.resolve("frame%03d.bin".formatted(time)), time(time), time));
        }
        return files;
    }

    /** Writes a frame that is valid at a time and shows what the frame of a number shows. */
    public static Path write(Path file, Instant validTime, int shown) throws IOException {
        return Files.write(
                file,
                GribWriter.write(
                        Identification.jmaAnalysis(validTime),
                        ProductDefinition.observedRain(203, validTime, STEP_MINUTES),
                        frame(validTime, shown),
                        8));
    }

    /** The valid time of the frame of a number. */
    public static Instant time(int number) {
        return FIRST.plus(Duration.ofMinutes((long) STEP_MINUTES * number));
    }

    /** An entry of a list of windows of 20 files, the first of which is the file of an index. */
    public static String entry(String event, int start, List<Path> files, String crop) {
        String names = files.subList(start, start + WindowSpec.LENGTH).stream()
                .map(file -> "\"" + file.getFileName() + "\"")
                .collect(Collectors.joining(","));
        return """
                {"event": "%s", "start": %d, "step_min": 5, "pixel_km": 1, "fss_px": 21, "crop": %s, "files": [%s]}"""
                .formatted(event, start, crop, names);
    }

    private static RadarFrame frame(Instant validTime, int time) {
        byte[] levels = new byte[NX * NY];
        for (int i = 0; i < levels.length; i++) {
            int row = i / NX;
            int column = i % NX;
            double away = Math.hypot(row - 20, (column - 10 - time + 2 * NX) % NX - NX / 4.0);
            levels[i] = (byte) (row + column < 8 ? 0 : Math.max(1, 90 - 6 * away));
        }
        return new RadarFrame(validTime, STEP_MINUTES, GRID, JmaLevels.RAIN_251, Levels.ofBytes(levels));
    }
}
