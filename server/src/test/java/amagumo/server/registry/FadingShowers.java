package amagumo.server.registry;

import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.jma.JmaLevels;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Invented days whose showers all fade: what moves along with the wind is too much rain, the more so the further ahead. Optical
 * flow cannot know that; a network can learn it.
 */
final class FadingShowers {

    static final int STEP_MINUTES = 5;

    private static final RadarGrid GRID = new RadarGrid(48, 48, 36, 139, 1 / 120.0, 1 / 80.0);
    private static final int LIFE_FRAMES = 24;
    private static final int SHOWERS_AT_ONCE = 4;
    private static final double FADING_FRAMES = 7;
    private static final int RAIN_OF_FIVE_MINUTES = 203;

    private FadingShowers() {}

    /** Writes a store of so many frames. */
    static Path write(Path directory, Instant first, int frames) throws IOException {
        return write(directory, first, 0, frames);
    }

    /** Writes a store of so many frames of other showers, those from a number on. */
    static Path write(Path directory, Instant first, int number, int frames) throws IOException {
        List<EncodedFrame> encoded = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Instant time = first.plus(Duration.ofMinutes((long) i * STEP_MINUTES));
            encoded.add(EncodedFrame.of(
                    Identification.jmaAnalysis(time),
                    ProductDefinition.observedRain(RAIN_OF_FIVE_MINUTES, time, STEP_MINUTES),
                    frame(time, number + i),
                    8));
        }
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(encoded, false);
        }
        return directory;
    }

    private static RadarFrame frame(Instant time, int index) {
        double[] rates = new double[(int) GRID.cells()];
        int between = LIFE_FRAMES / SHOWERS_AT_ONCE;
        for (int born = index - index % between; born > index - LIFE_FRAMES; born -= between) {
            add(rates, born, index - born);
        }
        byte[] levels = new byte[rates.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) JmaLevels.RAIN_251.nearestLevel((float) rates[i]);
        }
        return new RadarFrame(time, STEP_MINUTES, GRID, JmaLevels.RAIN_251, Levels.ofBytes(levels));
    }

    private static void add(double[] rates, int born, int age) {
        Random random = new Random(born);
        double row = GRID.ny() * random.nextDouble();
        double column = GRID.nx() * random.nextDouble() + 0.7 * age - 8;
        double radius = 4 + 4 * random.nextDouble();
        double peak = (20 + 40 * random.nextDouble()) * Math.exp(-age / FADING_FRAMES);
        for (int r = 0; r < GRID.ny(); r++) {
            for (int c = 0; c < GRID.nx(); c++) {
                double squared = ((r - row) * (r - row) + (c - column) * (c - column)) / (radius * radius);
                rates[r * GRID.nx() + c] += peak * Math.exp(-squared);
            }
        }
    }
}
