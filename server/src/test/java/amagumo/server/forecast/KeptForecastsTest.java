package amagumo.server.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.software.Software;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Gap;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.forecast.file.ForecastKey;
import amagumo.server.forecast.file.Retention;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of forecasts on the disk, between one process and the next. */
class KeptForecastsTest {

    private static final Instant FIRST = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    @TempDir
    private Path archive;

    private final AtomicInteger made = new AtomicInteger();

    @BeforeEach
    void storeFrames() throws IOException {
        RainStore.append(directory, FIRST, 6);
    }

    @Test
    void forecastIsFoundAgainByTheNextProcessWithoutBeingMadeAgain() throws IOException {
        Forecasts before = started(counting("a"));
        Kept.refresh(before);
        KeptForecast kept = before.latest().orElseThrow();
        Forecasts after = started(counting("a"));
        KeptForecast found = after.latest().orElseThrow();
        assertEquals(kept.header(), found.header());
        assertArrayEquals(kept.rates(7), found.rates(7));
        assertArrayEquals(kept.picture(7).png(), found.picture(7).png());
        assertFalse(Kept.refresh(after));
        assertEquals(1, made.get());
    }

    @Test
    void forecastKeptInTheFormatWithoutProbabilitiesIsReadAndNotMadeAgain() throws IOException {
        Forecasts before = started(counting("a"));
        Kept.refresh(before);
        Path file = files().get(0);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path header = zip.getPath("forecast.json");
            String format2 = Files.readString(header);
            String format1 = format2.replaceFirst("\"formatVersion\" : 2", "\"formatVersion\" : 1")
                    .replaceFirst("\"thresholdsMmH\" : \\[ *],?\\s*", "");
            assertEquals(2, format2.lines().count() - format1.lines().count() + 1, format1);
            Files.writeString(header, format1);
        }
        Forecasts after = started(counting("a"));
        assertEquals(List.of(), after.latest().orElseThrow().thresholdsMmH());
        assertFalse(Kept.refresh(after));
        assertEquals(1, made.get());
    }

    @Test
    void forecastSaysWhereItCameFrom() throws IOException {
        ServedNowcaster model = new ServedNowcaster("convlstm", "ab".repeat(32), counting("kanto-1"));
        RainStore.append(directory, time(7), 2);
        Forecasts forecasts = started(model);
        Kept.refresh(forecasts);
        ForecastHeader header = forecasts.latest().orElseThrow().header();
        assertEquals("convlstm", header.nowcaster());
        assertEquals("kanto-1", header.madeBy());
        assertEquals("ab".repeat(32), header.modelVersion());
        assertEquals(time(5), header.baseTime());
        assertEquals(Software.NAME_AND_VERSION, header.software());
        assertEquals(List.of(new Gap(time(6), time(6), 1)), header.gaps(), "why it is not of the newest frame");
        FrameStore store = FrameStore.open(directory);
        for (int i = 0; i < NowcastInput.FRAMES; i++) {
            ForecastHeader.Input input = header.inputs().get(i);
            assertEquals(time(i + 1), input.validTime());
            assertEquals(store.frame(time(i + 1)).version().hex(), input.frameVersion());
        }
    }

    @Test
    void everyNowcasterForecastsAndTheFirstIsShown() throws IOException {
        Forecasts forecasts = started(counting("a"), counting("b"));
        Kept.refresh(forecasts);
        assertEquals(2, made.get());
        assertEquals("a", forecasts.latest().orElseThrow().madeBy());
        assertEquals("b", forecasts.latest("b").orElseThrow().madeBy());
        assertEquals(
                "b", forecasts.find(new ForecastKey(time(5), "b")).orElseThrow().madeBy());
        assertEquals(Optional.empty(), forecasts.latest("c"));
    }

    @Test
    void anotherModelForecastsTheNewestFramesAgain() throws IOException {
        Kept.refresh(started(new ServedNowcaster("convlstm", "old", counting("m"))));
        Forecasts after = started(new ServedNowcaster("convlstm", "new", counting("m")));
        assertTrue(Kept.refresh(after));
        assertEquals("new", after.latest().orElseThrow().header().modelVersion());
        Kept.refresh(after);
        assertEquals(1, files().size(), "the one that it took the place of is gone");
    }

    @Test
    void frameThatWasReplacedWhileNothingRanMakesItsForecastsAnew() throws IOException {
        Forecasts before = started(counting("a"));
        Kept.refresh(before);
        RainStore.append(directory, time(6), 1);
        Kept.refresh(before);
        RainStore.replaceByDry(directory, time(4));
        Forecasts after = started(counting("a"));
        assertEquals(Optional.empty(), after.latest(), "made of other frames than there are");
        assertTrue(Kept.refresh(after));
        assertEquals(4, made.get());
        assertEquals(time(6), after.latest().orElseThrow().baseTime());
        assertTrue(after.find(time(5)).isPresent());
    }

    @Test
    void forecastOfAFrameThatWasDamagedWhileNothingRanIsNotServedAndOneOfWholeFramesIsMade() throws IOException {
        Kept.refresh(started(counting("a")));
        RainStore.damage(directory, time(5));
        Forecasts after = started(counting("a"));
        assertEquals(Optional.empty(), after.latest());
        assertEquals(Optional.empty(), after.find(time(5)));
        assertTrue(Kept.refresh(after));
        assertEquals(time(4), after.latest().orElseThrow().baseTime());
        assertFalse(Kept.refresh(after));
    }

    @Test
    void damagedFileIsNeverServedAndMadeAgain() throws IOException {
        Kept.refresh(started(counting("a")));
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        float[][] rates = started(counting("a")).latest().orElseThrow().rates(3);
        Random random = new Random(12);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            if (i % 3 == 0) {
                damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
            } else {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            Forecasts forecasts = started(counting("a"));
            Optional<KeptForecast> served = forecasts.latest();
            if (served.isPresent()) { // an octet that says nothing, such as the time of an entry
                assertArrayEquals(rates, served.get().rates(3));
            } else {
                assertTrue(Kept.refresh(forecasts));
                assertArrayEquals(rates, forecasts.latest().orElseThrow().rates(3));
            }
        }
    }

    @Test
    void fileUnderTheNameOfAnotherForecastIsNotServed() throws IOException {
        Kept.refresh(started(counting("a")));
        Path file = files().get(0);
        Files.move(file, archive.resolve(file.getFileName().toString().replace("T0025", "T0020")));
        assertEquals(Optional.empty(), started(counting("a")).find(time(4)));
    }

    @Test
    void whatIsUnfinishedOrOfOtherNamesIsNoForecast() throws IOException {
        Files.write(archive.resolve(".20240301T002500Z_a_" + "0".repeat(32) + ".zip.unfinished-1"), new byte[9]);
        Files.write(archive.resolve("20240301T002500Z_a_0.zip"), new byte[9]);
        Files.write(archive.resolve("20240231T002500Z_a_" + "0".repeat(32) + ".zip"), new byte[9]);
        assertTrue(started(counting("a")).archive().files().isEmpty());
    }

    @Test
    void forecastsAreRemovedByAgeAndBySizeButNotTheNewest() throws IOException {
        Forecasts forecasts = started(counting("a"));
        for (int i = 6; i < 10; i++) {
            Kept.refresh(forecasts);
            RainStore.append(directory, time(i), 1);
        }
        List<Path> files = files();
        assertEquals(4, files.size());
        Instant now = Instant.now();
        Files.setLastModifiedTime(files.get(0), FileTime.from(now.minus(Duration.ofHours(3))));
        Forecasts after = started(counting("a"));
        assertEquals(1, after.archive().prune(new Retention(Duration.ofHours(2), Long.MAX_VALUE), now));
        assertEquals(files.subList(1, 4), files());
        long octets = Files.size(files.get(2)) + Files.size(files.get(3));
        assertEquals(1, after.archive().prune(new Retention(Duration.ofHours(2), octets), now));
        assertEquals(files.subList(2, 4), files());
        assertEquals(1, after.archive().prune(new Retention(Duration.ofHours(2), 1), now));
        assertEquals(time(8), after.latest().orElseThrow().baseTime());
    }

    @Test
    void forecastsThatAreTooOldAreRemovedThoughNoneIsMade() throws IOException {
        Forecasts before = started(counting("a"));
        Kept.refresh(before);
        RainStore.append(directory, time(6), 1);
        Kept.refresh(before);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
        }
        ServedNowcaster nowcaster = ServedNowcaster.withoutModel(counting("a"));
        Forecasts after = Kept.forecasts(
                FrameStore.open(directory),
                archive,
                new Retention(Duration.ofHours(2), Long.MAX_VALUE),
                List.of(nowcaster));
        assertEquals(2, files().size());
        assertEquals(1, after.prune(), "the newest stays");
        assertEquals(0, after.prune());
        assertEquals(time(6), after.latest().orElseThrow().baseTime());
    }

    @Test
    void forecastThatAnotherServerKeptSinceTheLastLookIsFoundByLookingForIt() throws IOException {
        Forecasts one = started(counting("a"));
        Forecasts other = started(counting("a"));
        assertTrue(Kept.refresh(one));
        Instant base = one.latest().orElseThrow().baseTime();
        assertEquals(Optional.empty(), other.find(base));
        assertEquals(base, other.lookFor(base).orElseThrow().baseTime());
        assertEquals(Optional.empty(), other.lookFor(base.plusSeconds(1)));
    }

    @Test
    void forecastThatAnotherServerKeptIsSeenAndNotMadeTwice() throws IOException {
        Forecasts one = started(counting("a"));
        Forecasts other = started(counting("a"));
        assertTrue(Kept.refresh(one));
        assertFalse(Kept.refresh(other));
        assertEquals(
                one.latest().orElseThrow().version(),
                other.latest().orElseThrow().version());
        assertEquals(1, made.get());
    }

    @Test
    void whoMayNotGoOnKeepsNothing() throws IOException {
        Forecasts forecasts = started(counting("a"));
        assertFalse(forecasts.make(time(5), () -> made.get() == 0));
        assertEquals(1, made.get());
        assertEquals(List.of(), files());
    }

    @Test
    void whatWasLeftIsNotDueUntilItsFramesChangeOrItIsTakenUp() throws IOException {
        Forecasts forecasts = started(counting("a"));
        assertEquals(Optional.of(time(5)), forecasts.due());
        forecasts.leave(time(5));
        assertEquals(Optional.empty(), forecasts.due());
        RainStore.append(directory, time(6), 1);
        assertEquals(Optional.of(time(6)), forecasts.due());
        forecasts.leave(time(6));
        forecasts.takeUp(time(6));
        assertEquals(Optional.of(time(6)), forecasts.due());
        assertTrue(forecasts.make(time(5), () -> true));
        forecasts.leave(time(6));
        assertEquals(Optional.empty(), forecasts.due());
        RainStore.replaceByDry(directory, time(6));
        assertEquals(Optional.of(time(6)), forecasts.due());
    }

    @Test
    void forecastsOfThePastAreMadeOnceWhenTheyAreAskedFor() throws IOException {
        Forecasts forecasts = started(counting("a"));
        assertTrue(forecasts.make(time(4), () -> true));
        assertFalse(forecasts.make(time(4), () -> true));
        assertFalse(forecasts.make(time(3), () -> true), "the store does not have the frames");
        assertEquals(time(4), forecasts.latest().orElseThrow().baseTime());
    }

    private Forecasts started(Nowcaster... nowcasters) throws IOException {
        return Kept.forecasts(FrameStore.open(directory), archive, nowcasters);
    }

    private Forecasts started(ServedNowcaster nowcaster) throws IOException {
        return Kept.forecasts(FrameStore.open(directory), archive, Kept.FOR_EVER, List.of(nowcaster));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(archive)) {
            return all.sorted().toList();
        }
    }

    private Nowcaster counting(String name) {
        return new Nowcaster() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Nowcast forecast(NowcastInput input) {
                made.incrementAndGet();
                Nowcast same = new Persistence().forecast(input);
                return new Nowcast(name, same.baseTime(), same.stepMinutes(), same.grid(), same.leads());
            }
        };
    }

    private static Instant time(int frame) {
        return FIRST.plusSeconds(60L * RainStore.STEP_MINUTES * frame);
    }
}
