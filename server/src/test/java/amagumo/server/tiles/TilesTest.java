package amagumo.server.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.radar.RainRate;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestOptions;
import amagumo.model.nowcast.Rover;
import amagumo.server.MadeRain;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Kept;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.Picture;
import amagumo.server.forecast.file.PackedRates;
import amagumo.server.render.ColourScale;
import amagumo.server.render.MapWindow;
import amagumo.server.render.Palette;
import amagumo.server.render.RateLevels;
import amagumo.server.source.IngestOutcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilesTest {

    private static final TileStyle STYLE = new TileStyle(Palette.JMA_AND_MISSING, false);

    /** MadeRain's grid is around 35.8 N, 139.4 E. */
    private static final MapWindow HERE = MapWindow.around(35.8, 139.4, 9, 256);

    private static final MapWindow ELSEWHERE = MapWindow.around(-35.8, -39.4, 9, 256);

    @TempDir
    private Path directory;

    private Tiles tiles;
    private KeptForecast forecast;

    @BeforeEach
    void makeForecast() throws IOException {
        Path files = directory.resolve("files");
        MadeRain.write(files, 6);
        Ingest.run(
                List.of(files.toString()),
                System.in,
                directory.resolve("store"),
                IngestOptions.defaults(),
                new IngestOutcome());
        Forecasts forecasts = Kept.forecasts(
                FrameStore.open(directory.resolve("store")), directory.resolve("forecasts"), new Rover());
        Kept.refresh(forecasts);
        tiles = new Tiles(forecasts);
        forecast = forecasts.latest().orElseThrow();
    }

    @Test
    void aTileOfAForecastShowsTheRatesThatItKeeps() throws IOException {
        for (int lead : new int[] {1, 8, 15}) {
            float[][] rates = forecast.rates(lead);
            BufferedImage tile = picture(tiles.draw(new Field.Predicted(forecast, lead), HERE, STYLE));
            int wet = 0;
            for (int y = 0; y < 256; y++) {
                for (int x = 0; x < 256; x++) {
                    int expected = colour(at(rates, forecast.grid(), x, y));
                    assertEquals(expected >>> 24 == 0 ? 0 : expected, shown(tile, x, y));
                    wet += expected >>> 24 == 0xFF ? 1 : 0;
                }
            }
            assertTrue(wet > 100, wet + " wet pixels");
        }
    }

    private static int shown(BufferedImage tile, int x, int y) {
        return tile.getRGB(x, y) >>> 24 == 0 ? 0 : tile.getRGB(x, y);
    }

    private static float at(float[][] rates, RadarGrid grid, int x, int y) {
        double pixels = 256 * Math.pow(2, HERE.zoom());
        double latitude = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * (HERE.top() + y + 0.5) / pixels))));
        OptionalInt column = grid.columnAt((HERE.left() + x + 0.5) / pixels * 360 - 180);
        double row = Math.floor((grid.north() - latitude) / grid.dLat() + 0.5);
        return row < 0 || row >= grid.ny() || column.isEmpty() ? Float.NaN : rates[(int) row][column.getAsInt()];
    }

    private static int colour(float rateMmH) {
        if (Float.isNaN(rateMmH)) {
            return ColourScale.MISSING_ARGB;
        }
        int colour = 0;
        for (ColourScale.ColourClass shown : ColourScale.RAIN.classes()) {
            colour = rateMmH >= shown.from() ? 0xFF000000 | shown.rgb() : colour;
        }
        return colour;
    }

    @Test
    void everyRateThatIsKeptHasTheClassAndTheReflectivityOfItsLevel() {
        char[] all = new char[Character.MAX_VALUE];
        for (char hundredths = 0; hundredths < all.length; hundredths++) {
            all[hundredths] = hundredths;
        }
        byte[] levels = PredictedLevels.levels(all);
        for (char hundredths = 0; hundredths < all.length; hundredths++) {
            float rate = PackedRates.rateMmH(hundredths);
            float value = RateLevels.FINE.values()[levels[hundredths] & 0xFF];
            assertEquals(colour(rate), colour(value), () -> rate + " mm/h");
            if (rate >= 0.1f) {
                assertTrue(value <= rate, () -> rate + " mm/h");
                // Above the last level there is no more to tell apart.
                double expected = Math.min(67, Math.floor(RainRate.MARSHALL_PALMER.dBZ(rate) + 1e-6));
                double actual = Math.min(67, Math.floor(RainRate.MARSHALL_PALMER.dBZ(value) + 1e-6));
                assertEquals(expected, actual, () -> rate + " mm/h");
            }
        }
    }

    @Test
    void aTileIsDrawnOnceForAllWhoAskAtATime() throws Exception {
        Field field = new Field.Predicted(forecast, 3);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Picture>> asked = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                asked.add(threads.submit(() -> tiles.draw(field, HERE, STYLE)));
            }
            for (Future<Picture> one : asked) {
                assertSame(asked.get(0).get(), one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertNotSame(tiles.draw(field, HERE, STYLE), tiles.draw(new Field.Predicted(forecast, 4), HERE, STYLE));
    }

    @Test
    void aTileFarOutsideIsSharedAndReadsNothing() throws IOException {
        Field field = new Field.Predicted(forecast, 3);
        try (Stream<Path> files = Files.list(directory.resolve("forecasts"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThrows(IOException.class, () -> tiles.draw(field, HERE, STYLE));
        Picture empty = tiles.draw(field, ELSEWHERE, STYLE);
        assertSame(empty, tiles.draw(field, MapWindow.tile(9, 3, 400, 256), STYLE));
        assertEquals(ColourScale.MISSING_ARGB, picture(empty).getRGB(10, 10));
    }

    private static BufferedImage picture(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }
}
