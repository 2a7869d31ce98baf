package amagumo.bench.tiles;

import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.Identification;
import amagumo.ingest.grib.ProductDefinition;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of all Japan at 1 km, 3 hours of 5 minutes: the real frame of 2024-10-18 00:05 UTC, moved by 2 columns and a row a step.
 * Run in a folder beside {@code shared/}, with the store's directory as argument.
 */
public final class JapanStore {

    private static final Path FILE =
            Path.of("../shared/jma/Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin");
    private static final int FRAMES = 37;
    private static final int RAIN_OF_5_MINUTES = 203;

    private JapanStore() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path directory) throws IOException {
        RadarFrame real =
                GribReader.read("rain", Files.readAllBytes(FILE)).get(0).frame();
        Instant last = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 300 * 300);
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            for (int i = 0; i < FRAMES; i++) {
                writer.append(List.of(moved(real, i, last.minus(Duration.ofMinutes(5L * (FRAMES - 1 - i))))), false);
            }
        }
    }

    private static EncodedFrame moved(RadarFrame real, int steps, Instant time) {
        int nx = real.grid().nx();
        byte[] levels = new byte[real.levels().size()];
        int shift = steps * (nx + 2);
        for (int cell = shift; cell < levels.length; cell++) {
            levels[cell] = (byte) real.levels().get(cell - shift);
        }
        RadarFrame frame = new RadarFrame(time, real.stepMinutes(), real.grid(), real.table(), Levels.ofBytes(levels));
        return EncodedFrame.of(
                Identification.jmaAnalysis(time),
                ProductDefinition.observedRain(RAIN_OF_5_MINUTES, time, real.stepMinutes()),
                frame,
                Byte.SIZE);
    }
}
