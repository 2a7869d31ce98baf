package amagumo.model.train;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Window;
import amagumo.ingest.window.WindowIterator.Request;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses which part of which window is a sample, as a function only of the seed, the step and the place in the batch.
 *
 * <p>Stores whose frames overlap in time are one event: they show the same weather. An event is drawn with a weight of
 * the fourth root of how much it rains in all of its windows, so that a long or large one does not drown out the
 * others. Within it a store is drawn by how much it rains there, in the store a window by how wet its last observed
 * frame is, and in the window one of {@value #CANDIDATES} places by how wet they are at that time. One sample in four
 * is drawn regardless of rain, so that the network also learns that it stays dry. Only observed frames decide, never
 * those to be forecast: a network that is mostly shown windows in which rain comes expects more rain than there is.
 */
final class Sampler {

    private static final double DRY_WEIGHT = 0.02;
    private static final int CANDIDATES = 8;
    private static final double UNSEEN_SHARE = 0.25;

    /** Standard deviation of the logarithm of the factor on rain rates: radars and seasons differ by about as much. */
    private static final double INTENSITY_SPREAD = 0.23;

    /** An event with 16 times the rain counts twice as much. */
    private static final double EVENT_POWER = 0.25;

    /** How many octets of wet maps are kept: enough for 4,000 frames of all Japan at 1 km. */
    private static final long KEPT_OCTETS = 64L << 20;

    private final long seed;
    private final int cropCells;
    private final List<List<Window>> windows = new ArrayList<>();
    private final List<double[]> windowWeights = new ArrayList<>();
    private final double[] storeWeights;
    private final Cache<FrameTime, WetMap> wetMaps = Caffeine.newBuilder()
            .maximumWeight(KEPT_OCTETS)
            .weigher((FrameTime key, WetMap map) -> map.octets())
            .build();

    private record FrameTime(FrameStore store, Instant time) {}

    /**
     * @param stores the stores, with at least one window to train on among them
     * @param cropCells side of a sample in radar cells, which every grid must have
     */
    Sampler(List<TrainingStore> stores, long seed, int cropCells) {
        this.seed = seed;
        this.cropCells = cropCells;
        List<TrainingStore> used =
                stores.stream().filter(store -> !store.training().isEmpty()).toList();
        for (TrainingStore store : used) {
            windows.add(store.training());
            windowWeights.add(store.training().stream()
                    .mapToDouble(window -> DRY_WEIGHT + window.store().wetFraction(window.baseTime()))
                    .toArray());
        }
        double[] rain = new double[used.size()];
        Arrays.setAll(
                rain,
                i -> used.get(i).store().grid().cells()
                        * Arrays.stream(windowWeights.get(i)).sum());
        storeWeights = storeWeights(used, rain);
    }

    private static double[] storeWeights(List<TrainingStore> stores, double[] rain) {
        double[] weights = new double[rain.length];
        for (List<Integer> event : Events.of(stores)) {
            double total = event.stream().mapToDouble(store -> rain[store]).sum();
            for (int store : event) {
                weights[store] = Math.pow(total, EVENT_POWER) * rain[store] / total;
            }
        }
        return weights;
    }

    /** The sample at a place of a step's batch. Called by one thread. */
    Request request(long step, int place) {
        SplittableRandom random = random(step, place);
        drawAugmentation(random);
        int store = draw(random, storeWeights);
        List<Window> from = windows.get(store);
        if (random.nextDouble() < UNSEEN_SHARE) {
            Window window = from.get(random.nextInt(from.size()));
            return new Request(window, crop(random, window.store().grid()));
        }
        Window window = from.get(draw(random, windowWeights.get(store)));
        CellBox[] candidates = new CellBox[CANDIDATES];
        double[] weights = new double[CANDIDATES];
        for (int i = 0; i < CANDIDATES; i++) {
            candidates[i] = crop(random, window.store().grid());
            weights[i] = DRY_WEIGHT + wetMap(window.store(), window.baseTime()).wetIn(candidates[i]);
        }
        return new Request(window, candidates[draw(random, weights)]);
    }

    private CellBox crop(SplittableRandom random, RadarGrid grid) {
        int row = random.nextInt(grid.ny() - cropCells + 1);
        int column = random.nextInt(grid.nx() - cropCells + 1);
        return new CellBox(row, column, cropCells, cropCells);
    }

    /** How the sample at a place of a step's batch is changed. */
    Augmentation augmentation(long step, int place) {
        return drawAugmentation(random(step, place));
    }

    private static Augmentation drawAugmentation(SplittableRandom random) {
        Symmetry symmetry = new Symmetry(random.nextInt(Symmetry.COUNT));
        return new Augmentation(symmetry, (float) Math.exp(INTENSITY_SPREAD * random.nextGaussian()));
    }

    private WetMap wetMap(FrameStore store, Instant time) {
        return wetMaps.get(new FrameTime(store, time), key -> {
            try {
                return new WetMap(store.read(time));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static int draw(SplittableRandom random, double[] weights) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private SplittableRandom random(long step, int place) {
        // Mixed each time: generators whose seeds differ by a constant would repeat each other's sequence.
        return new SplittableRandom(mix(mix(mix(seed) + step) + place));
    }

    /** Stafford's thirteenth variant of MurmurHash3's finalizer. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
