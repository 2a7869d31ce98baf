package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIterator.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {

    private static final int CROP = 16;

    @TempDir
    private Path directory;

    private List<TrainingStore> stores() throws IOException {
        return List.of(
                TrainingStore.whole(MovingRain.write(directory.resolve("a"), 24), "a"),
                TrainingStore.whole(MovingRain.write(directory.resolve("b"), 22), "b"));
    }

    @Test
    void aSampleDependsOnSeedStepAndPlaceAndNotOnWhatWasAskedBefore() throws IOException {
        List<TrainingStore> stores = stores();
        Sampler inOrder = new Sampler(stores, 3, CROP);
        Sampler backwards = new Sampler(stores, 3, CROP);
        Request[] asked = new Request[40];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = inOrder.request(i / 4, i % 4);
        }
        for (int i = asked.length - 1; i >= 0; i--) {
            assertEquals(asked[i], backwards.request(i / 4, i % 4));
            assertEquals(inOrder.augmentation(i / 4, i % 4), backwards.augmentation(i / 4, i % 4));
        }
    }

    @Test
    void anotherSeedIsAnotherOrder() throws IOException {
        List<TrainingStore> stores = stores();
        int same = 0;
        for (int step = 0; step < 50; step++) {
            Request one = new Sampler(stores, 1, CROP).request(step, 0);
            same += one.equals(new Sampler(stores, 2, CROP).request(step, 0)) ? 1 : 0;
        }
        assertTrue(same < 5, same + " of 50 samples are the same");
    }

    @Test
    void allStoresWindowsAndSymmetriesAreDrawnAndEveryCropIsInside() throws IOException {
        List<TrainingStore> stores = stores();
        Sampler sampler = new Sampler(stores, 1, CROP);
        Set<Object> windows = new HashSet<>();
        Set<Symmetry> symmetries = new HashSet<>();
        Set<CellBox> crops = new HashSet<>();
        for (int step = 0; step < 400; step++) {
            Request request = sampler.request(step, 0);
            windows.add(request.window());
            symmetries.add(sampler.augmentation(step, 0).symmetry());
            crops.add(request.crop());
            assertTrue(request.crop().fitsIn(MovingRain.GRID.ny(), MovingRain.GRID.nx()));
            assertEquals(CROP, request.crop().rows());
            assertEquals(CROP, request.crop().columns());
        }
        assertEquals(5 + 3, windows.size());
        assertEquals(Symmetry.COUNT, symmetries.size());
        assertTrue(crops.size() > 200, crops.size() + " places");
    }

    @Test
    void storesThatOverlapInTimeAreOneEvent() throws IOException {
        List<TrainingStore> stores = List.of(
                TrainingStore.whole(MovingRain.write(directory.resolve("a"), 24), "a"),
                TrainingStore.whole(MovingRain.write(directory.resolve("later"), 21, Duration.ofDays(1)), "later"),
                TrainingStore.whole(MovingRain.write(directory.resolve("b"), 22), "b"));
        assertEquals(List.of(List.of(0, 2), List.of(1)), Events.of(stores));

        Sampler sampler = new Sampler(stores, 1, CROP);
        int later = 0;
        for (int step = 0; step < 600; step++) {
            later += sampler.request(step, 0).window().store() == stores.get(1).store() ? 1 : 0;
        }
        // Four times fewer windows in an event of its own: drawn by the fourth root, not by a share of one in five.
        assertTrue(later > 200, later + " of 600 samples");
    }

    /** Rain that comes after the last observed frame must not make a window or a place likelier. */
    @Test
    void whatIsToBeForecastDoesNotDecide() throws IOException {
        TrainingStore store = TrainingStore.whole(MovingRain.write(directory.resolve("a"), 24), "a");
        Sampler sampler = new Sampler(List.of(store), 1, CROP);
        Sampler blind = new Sampler(List.of(withoutTargetsWetness(store)), 1, CROP);
        for (int step = 0; step < 50; step++) {
            assertEquals(sampler.request(step, 0).crop(), blind.request(step, 0).crop());
        }
    }

    /** The same windows, of which it is said that all frames together are dry. */
    private static TrainingStore withoutTargetsWetness(TrainingStore store) {
        return new TrainingStore(
                store.name(),
                store.store(),
                store.times(),
                store.training().stream()
                        .map(window -> new Window(window.store(), window.times(), window.inputLength(), 0))
                        .toList(),
                List.of());
    }

    @Test
    void theEightSymmetriesAreDifferentAndKeepAllValues() {
        float[][] frame = {{1, 2}, {3, 4}};
        Set<String> laid = new HashSet<>();
        for (int i = 0; i < Symmetry.COUNT; i++) {
            float[] turned = new float[4];
            new Layout(new Symmetry(i), 2, 1, 1).put(frame, turned);
            laid.add(Arrays.toString(turned));
            assertEquals(10, turned[0] + turned[1] + turned[2] + turned[3]);
            // Opposite corners stay opposite.
            assertEquals(5, turned[0] + turned[3]);
        }
        assertEquals(Symmetry.COUNT, laid.size());
        assertTrue(laid.contains("[1.0, 2.0, 3.0, 4.0]"));
        assertNotEquals(new Symmetry(1), new Symmetry(2));
    }

    @Test
    void wetnessIsTheShareOfCellsAtHalfAMillimetreOrMore() throws IOException {
        TrainingStore store = stores().get(0);
        RadarFrame frame = store.store().read(store.store().times().get(0));
        int wet = 0;
        for (float[] row : frame.values(new CellBox(0, 0, 32, 32))) {
            for (float rate : row) {
                wet += rate >= 0.5f ? 1 : 0;
            }
        }
        assertEquals(wet / 1024.0, new WetMap(frame).wetIn(new CellBox(3, 5, 20, 20)), 1e-9);
        assertTrue(wet > 0);
    }
}
