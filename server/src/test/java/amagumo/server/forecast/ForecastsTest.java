package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.store.FrameStore;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastsTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    @TempDir
    private Path archive;

    /** What happens while a forecast is made. */
    private interface Meanwhile {
        void run() throws IOException;
    }

    private Meanwhile onForecast = () -> {};
    private final AtomicInteger made = new AtomicInteger();
    private final Nowcaster counting = new Nowcaster() {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Nowcast forecast(NowcastInput input) {
            made.incrementAndGet();
            try {
                onForecast.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Persistence().forecast(input);
        }
    };

    @Test
    void forecastIsMadeOnceOfTheNewestFrames() throws IOException {
        Forecasts forecasts = forecasts(7);
        assertTrue(Kept.refresh(forecasts));
        assertFalse(Kept.refresh(forecasts));
        assertEquals(1, made.get());
        KeptForecast latest = forecasts.latest().orElseThrow();
        assertEquals(time(6), latest.baseTime());
        assertEquals(
                List.of(time(2), time(3), time(4), time(5), time(6)),
                latest.observed().stream()
                        .map(observation -> observation.frame().validTime())
                        .toList());
        assertEquals(Nowcast.LEADS, latest.leads().size());
        assertEquals(time(7), latest.leads().get(0).validTime());
    }

    @Test
    void newFramesMakeANewForecastAndTheOldOneIsStillFound() throws IOException {
        Forecasts forecasts = forecasts(5);
        Kept.refresh(forecasts);
        RainStore.append(directory, time(5), 1);
        assertTrue(Kept.refresh(forecasts));
        assertEquals(time(5), forecasts.latest().orElseThrow().baseTime());
        assertEquals(time(4), forecasts.find(time(4)).orElseThrow().baseTime());
        assertEquals(Optional.empty(), forecasts.find(time(3)));
    }

    @Test
    void baseTimesThatWerePassedOverAreMadeUpForAsFarBackAsSaidButNoneFromBeforeTheFirst() throws IOException {
        Forecasts forecasts = forecasts(6);
        Kept.refresh(forecasts);
        RainStore.append(directory, time(6), 8);
        assertTrue(Kept.refresh(forecasts));
        assertFalse(Kept.refresh(forecasts));
        assertEquals(1 + 7, made.get(), "the first, the newest and six before it");
        assertEquals(Optional.empty(), forecasts.find(time(4)), "before the first");
        assertEquals(Optional.empty(), forecasts.find(time(6)), "too far back");
        for (int i = 7; i <= 13; i++) {
            assertEquals(time(i), forecasts.find(time(i)).orElseThrow().baseTime());
        }
    }

    @Test
    void theNewestIsDueBeforeThosePassedOverAndEachIsMadeByItself() throws IOException {
        Forecasts forecasts = forecasts(5);
        Kept.refresh(forecasts);
        RainStore.append(directory, time(5), 3);
        for (int newest : new int[] {7, 6, 5}) {
            assertEquals(Optional.of(time(newest)), forecasts.due());
            assertTrue(forecasts.make(time(newest), () -> true));
        }
        assertEquals(Optional.empty(), forecasts.due());
        assertEquals(4, made.get());
    }

    @Test
    void theFirstIsExpectedOnceItsFramesAreThereOfWhatIsRun() throws IOException {
        Forecasts forecasts = forecasts(4);
        assertTrue(forecasts.expectsFirst(counting.name()), "nobody looked at the store yet");
        Kept.refresh(forecasts);
        assertFalse(forecasts.expectsFirst(counting.name()));
        RainStore.append(directory, time(4), 1);
        assertEquals(Optional.of(time(4)), forecasts.due());
        assertTrue(forecasts.expectsFirst(counting.name()));
        assertFalse(forecasts.expectsFirst("another"));
    }

    @Test
    void withoutFiveFramesInARowThereIsNoForecast() throws IOException {
        Forecasts forecasts = forecasts(4);
        assertFalse(Kept.refresh(forecasts));
        assertEquals(Optional.empty(), forecasts.latest());
    }

    @Test
    void gapIsNotForecastAcross() throws IOException {
        Forecasts forecasts = forecasts(5);
        RainStore.append(directory, time(6), 3);
        Kept.refresh(forecasts);
        assertEquals(time(4), forecasts.latest().orElseThrow().baseTime());
    }

    @Test
    void damagedFrameIsLeftOut() throws IOException {
        Forecasts forecasts = forecasts(6);
        RainStore.damage(directory, time(5));
        assertTrue(Kept.refresh(forecasts));
        assertEquals(time(4), forecasts.latest().orElseThrow().baseTime());
        assertFalse(Kept.refresh(forecasts));
    }

    @Test
    void replacedFrameMakesEveryForecastThatHasItAnewAndNoOther() throws IOException {
        Forecasts forecasts = forecasts(5);
        Kept.refresh(forecasts);
        for (int i = 5; i < 12; i++) {
            RainStore.append(directory, time(i), 1);
            Kept.refresh(forecasts);
        }
        List<KeptForecast> before = new ArrayList<>();
        for (int i = 4; i < 12; i++) {
            before.add(forecasts.find(time(i)).orElseThrow());
        }
        made.set(0);
        RainStore.replaceByDry(directory, time(6));
        assertTrue(Kept.refresh(forecasts));
        assertFalse(Kept.refresh(forecasts));
        assertEquals(5, made.get());
        for (int i = 4; i < 12; i++) {
            KeptForecast now = forecasts.find(time(i)).orElseThrow();
            boolean hasIt = i >= 6 && i <= 10;
            assertEquals(!hasIt, now.version().equals(before.get(i - 4).version()), "base " + i);
        }
        KeptForecast base = forecasts.find(time(6)).orElseThrow();
        assertEquals(0, inTheRain(base).get(4).rateMmH(), "observed");
        assertEquals(0, inTheRain(base).get(5).rateMmH(), "forecast");
    }

    @Test
    void pictureAndRatesOfATimeAreOfOneVersionWhileForecastsAreMadeAnew() throws Exception {
        Forecasts forecasts = forecasts(5);
        Kept.refresh(forecasts);
        String wet = forecasts
                .frames()
                .observation(time(4))
                .orElseThrow()
                .frame()
                .picture()
                .version();
        onForecast = () -> {
            RainStore.replaceByDry(directory, time(4));
            KeptForecast latest = forecasts.latest().orElseThrow();
            assertEquals(RainStore.RATE_MM_H, inTheRain(latest).get(4).rateMmH());
            assertEquals(
                    wet,
                    forecasts
                            .frames()
                            .observation(time(4))
                            .orElseThrow()
                            .frame()
                            .picture()
                            .version());
        };
        RainStore.append(directory, time(5), 1);
        forecasts.make(time(5), () -> true); // meanwhile a frame is replaced
        onForecast = () -> assertTrue(
                forecasts
                        .latest()
                        .orElseThrow()
                        .observed()
                        .contains(forecasts.frames().observation(time(4)).orElseThrow()),
                "the newest forecast and the picture agree");
        assertTrue(Kept.refresh(forecasts));
        Observation now = forecasts.frames().observation(time(4)).orElseThrow();
        assertNotEquals(wet, now.frame().picture().version());
        assertEquals(now, forecasts.find(time(4)).orElseThrow().observed().get(4));
        assertEquals(now, forecasts.find(time(5)).orElseThrow().observed().get(3));
        assertEquals(
                Optional.empty(),
                forecasts.frames().observation(time(4), wet),
                "what no forecast shows any more is not found");
        assertEquals(
                now.frame().picture(),
                forecasts
                        .frames()
                        .observation(time(4), now.frame().picture().version())
                        .orElseThrow());
    }

    @Test
    void forecastWhoseFrameWasRemovedIsGivenUp() throws IOException {
        Forecasts forecasts = forecasts(6);
        RainStore.append(directory, time(6), 1);
        Kept.refresh(forecasts);
        assertEquals(time(6), forecasts.latest().orElseThrow().baseTime());
        RainStore.remove(directory, time(6));
        assertTrue(Kept.refresh(forecasts), "the newest base that is left");
        assertEquals(time(5), forecasts.latest().orElseThrow().baseTime());
        assertEquals(Optional.empty(), forecasts.find(time(6)));
        assertEquals(Optional.empty(), forecasts.frames().observation(time(6)));
        RainStore.remove(directory, time(3));
        Kept.refresh(forecasts);
        assertEquals(Optional.empty(), forecasts.latest());
        RainStore.append(directory, time(3), 1);
        Kept.refresh(forecasts);
        assertEquals(time(5), forecasts.latest().orElseThrow().baseTime());
    }

    @Test
    void whoLooksDoesNotWaitForAForecastAndACorrectionMeanwhileMakesItAnew() throws Exception {
        Forecasts forecasts = forecasts(5);
        ExecutorService other = Executors.newSingleThreadExecutor();
        List<Optional<Instant>> seen = new ArrayList<>();
        onForecast = () -> {
            onForecast = () -> {};
            RainStore.replaceByDry(directory, time(3));
            try {
                seen.add(other.submit(forecasts::due).get(60, TimeUnit.SECONDS));
            } catch (ExecutionException | InterruptedException | TimeoutException e) {
                throw new IOException("whoever looks waits", e);
            }
        };
        try {
            assertTrue(Kept.refresh(forecasts));
        } finally {
            other.shutdownNow();
        }
        assertEquals(List.of(Optional.of(time(4))), seen);
        assertEquals(2, made.get(), "of the frames that there were, and of those that there are");
        FrameStore store = FrameStore.open(directory);
        assertEquals(
                List.copyOf(store.frames().values()),
                forecasts.latest().orElseThrow().inputs().frames());
        assertFalse(Kept.refresh(forecasts));
    }

    @Test
    void feedTellsTheNewestFrameAndHowFarItIsAheadOfTheClock() throws IOException {
        Forecasts forecasts = forecasts(2);
        assertEquals(Optional.of(time(1)), forecasts.frames().feed(FIRST).newestFrame());
        assertEquals(Duration.ofSeconds(300), forecasts.frames().feed(FIRST).ahead());
        assertEquals(Duration.ZERO, forecasts.frames().feed(time(1)).ahead());
        assertEquals(Duration.ZERO, forecasts.frames().feed(time(2)).ahead());
        assertEquals(Duration.ZERO, new Feed(Optional.empty(), FIRST).ahead());
    }

    private static List<KeptForecast.RateAt> inTheRain(KeptForecast forecast) throws IOException {
        return forecast.ratesAt(
                        RainStore.GRID.latitude(RainStore.FIRST_ROW), RainStore.GRID.longitude(RainStore.FIRST_COLUMN))
                .orElseThrow();
    }

    @Test
    void aNowcasterThatFailsHoldsUpNoOther() throws IOException {
        RainStore.append(directory, FIRST, 5);
        List<ServedNowcaster> served = new ArrayList<>(List.of(
                ServedNowcaster.withoutModel(failing("small", new OutOfMemoryError("none is left"))),
                ServedNowcaster.withoutModel(failing("wrong", new IllegalStateException("it was wrong"))),
                ServedNowcaster.withoutModel(counting)));
        Forecasts forecasts = Kept.forecasts(FrameStore.open(directory), archive, served);
        for (int i = 0; i < 2; i++) {
            Error failure = assertThrows(OutOfMemoryError.class, () -> forecasts.make(time(4), () -> true));
            assertEquals("it was wrong", failure.getSuppressed()[0].getMessage());
            assertEquals(1, made.get());
            assertEquals(
                    time(4), forecasts.latest(counting.name()).orElseThrow().baseTime());
        }
        forecasts.leave(time(4));
        assertEquals(Optional.empty(), forecasts.due());
        served.add(ServedNowcaster.withoutModel(new Persistence()));
        assertEquals(Optional.of(time(4)), forecasts.due(), "what failed alone is left");
        forecasts.takeUp(time(4));
        served.remove(3);
        assertEquals(Optional.of(time(4)), forecasts.due());
    }

    private static Nowcaster failing(String name, Throwable failure) {
        return new Nowcaster() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Nowcast forecast(NowcastInput input) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    void manyWhoAskAtOnceGetOneForecast() throws Exception {
        Forecasts forecasts = forecasts(5);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> Kept.refresh(forecasts));
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

    private Forecasts forecasts(int frames) throws IOException {
        RainStore.append(directory, FIRST, frames);
        FrameStore store = FrameStore.open(directory);
        return Kept.forecasts(store, archive, counting);
    }

    private static Instant time(int frame) {
        return FIRST.plusSeconds(60L * RainStore.STEP_MINUTES * frame);
    }
}
