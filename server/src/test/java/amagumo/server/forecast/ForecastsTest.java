package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastsTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicInteger made = new AtomicInteger();
    private final Nowcaster counting = new Nowcaster() {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            made.incrementAndGet();
            return new Persistence().forecast(input);
        }
    };

    @Test
    void forecastIsMadeOnceOfTheNewestFrames() throws IOException {
        Forecasts forecasts = forecasts(7, 3);
        assertTrue(forecasts.refresh());
        assertFalse(forecasts.refresh());
        assertEquals(1, made.get());
        KeptForecast latest = forecasts.latest().orElseThrow();
        assertEquals(time(6), latest.baseTime());
        assertEquals(
                List.of(time(2), time(3), time(4), time(5), time(6)),
                latest.observed().stream().map(KeptFrame::validTime).toList());
        assertEquals(Nowcast.LEADS, latest.leads().size());
        assertEquals(time(7), latest.leads().get(0).validTime());
    }

    @Test
    void newFramesMakeANewForecastAndTheOldOneIsStillFound() throws IOException {
        Forecasts forecasts = forecasts(5, 3);
        forecasts.refresh();
        RainStore.append(directory, time(5), 1);
        assertTrue(forecasts.refresh());
        assertEquals(time(5), forecasts.latest().orElseThrow().baseTime());
        assertEquals(time(4), forecasts.find(time(4)).orElseThrow().baseTime());
        assertEquals(Optional.empty(), forecasts.find(time(3)));
    }

    @Test
    void onlyTheNewestForecastsAreKept() throws IOException {
        Forecasts forecasts = forecasts(5, 2);
        forecasts.refresh();
        for (int i = 5; i < 8; i++) {
            RainStore.append(directory, time(i), 1);
            forecasts.refresh();
        }
        assertEquals(4, made.get());
        assertEquals(Optional.empty(), forecasts.find(time(5)));
        assertTrue(forecasts.find(time(6)).isPresent());
        assertTrue(forecasts.find(time(7)).isPresent());
    }

    @Test
    void withoutFiveFramesInARowThereIsNoForecast() throws IOException {
        Forecasts forecasts = forecasts(4, 3);
        assertFalse(forecasts.refresh());
        assertEquals(Optional.empty(), forecasts.latest());
    }

    @Test
    void gapIsNotForecastAcross() throws IOException {
        Forecasts forecasts = forecasts(5, 3);
        RainStore.append(directory, time(6), 3);
        forecasts.refresh();
        assertEquals(time(4), forecasts.latest().orElseThrow().baseTime());
    }

    @Test
    void damagedFrameIsLeftOut() throws IOException {
        Forecasts forecasts = forecasts(6, 3);
        Path day = Files.list(directory)
                .filter(file -> file.toString().endsWith(".grib2"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(day);
        bytes[bytes.length - 10] ^= 1;
        Files.write(day, bytes);
        assertTrue(forecasts.refresh());
        assertEquals(time(4), forecasts.latest().orElseThrow().baseTime());
        assertFalse(forecasts.refresh());
    }

    @Test
    void manyWhoAskAtOnceGetOneForecast() throws Exception {
        Forecasts forecasts = forecasts(5, 3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(forecasts::refresh);
            }
            int refreshed = 0;
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                refreshed += call.get() ? 1 : 0;
            }
            assertEquals(1, refreshed);
            assertEquals(1, made.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private Forecasts forecasts(int frames, int keep) throws IOException {
        RainStore.append(directory, FIRST, frames);
        FrameStore store = FrameStore.open(directory);
        return new Forecasts(store, counting, new Observations(store), keep);
    }

    private static Instant time(int frame) {
        return FIRST.plusSeconds(60L * RainStore.STEP_MINUTES * frame);
    }
}
