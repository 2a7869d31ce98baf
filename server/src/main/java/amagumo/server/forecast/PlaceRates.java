package amagumo.server.forecast;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rain rates of places, cell by cell: those of the newest frames of a store, and those of a forecast. What a question
 * costs has a bound, for no frame older than the {@value #MOST_FRAMES} newest is looked at. For several threads at once.
 */
public final class PlaceRates {

    /** Three hours of frames of five minutes. */
    public static final int MOST_FRAMES = 36;

    private final FrameStore store;
    private final FrameReader reader;

    public PlaceRates(FrameStore store) {
        this.store = store;
        this.reader = new FrameReader(store);
    }

    /** Where the cells lie; empty while the store has no frames. */
    public Optional<RadarGrid> grid() {
        return store.isThere() && !store.frames().isEmpty() ? Optional.of(store.grid()) : Optional.empty();
    }

    /** The valid times of the frames that are looked at, oldest first. */
    public List<Instant> observedTimes() {
        return List.copyOf(newestFrames().keySet());
    }

    /**
     * The rates of cells in all steps that touch the time between two, as far as they are known: what was observed, and
     * what is forecast where there is no frame.
     *
     * @param cells of the store's grid, at least one
     * @param forecast of that grid, if there is one
     * @return one series a cell, in the order of the cells
     */
    public List<RateSeries> between(Instant from, Instant to, List<Cell> cells, Optional<KeptForecast> forecast)
            throws IOException {
        NavigableMap<Instant, float[]> rates = new TreeMap<>();
        if (forecast.isPresent()) {
            rates.putAll(wanted(forecast.get().leadRatesAt(cells), from, to));
        }
        for (StoredFrame frame : wanted(newestFrames(), from, to).values()) {
            read(frame, cells).ifPresent(ofCells -> rates.put(frame.validTime(), ofCells));
        }
        return series(rates, cells.size());
    }

    private NavigableMap<Instant, StoredFrame> newestFrames() {
        NavigableMap<Instant, StoredFrame> frames = store.frames();
        return frames.descendingKeySet().stream()
                .limit(MOST_FRAMES)
                .reduce((newer, older) -> older)
                .map(oldest -> new TreeMap<>(frames.tailMap(oldest, true)))
                .orElseGet(TreeMap::new);
    }

    private <T> Map<Instant, T> wanted(NavigableMap<Instant, T> byTime, Instant from, Instant to) {
        Instant last = to.plus(Duration.ofMinutes(store.stepMinutes()));
        return from.isBefore(last) ? byTime.subMap(from, false, last, false) : Map.of();
    }

    private Optional<float[]> read(StoredFrame stored, List<Cell> cells) throws IOException {
        CellBox box = around(cells);
        try {
            RadarFrame frame = reader.read(stored, whole -> whole.read(box));
            float[] rates = new float[cells.size()];
            for (int i = 0; i < rates.length; i++) {
                rates[i] =
                        frame.value(cells.get(i).row() - box.row(), cells.get(i).column() - box.column());
            }
            return Optional.of(rates);
        } catch (MalformedGribException e) {
            return Optional.empty(); // the time is one without data
        }
    }

    private static CellBox around(List<Cell> cells) {
        int top = cells.stream().mapToInt(Cell::row).min().orElseThrow();
        int left = cells.stream().mapToInt(Cell::column).min().orElseThrow();
        int bottom = cells.stream().mapToInt(Cell::row).max().orElseThrow();
        int right = cells.stream().mapToInt(Cell::column).max().orElseThrow();
        return new CellBox(top, left, bottom - top + 1, right - left + 1);
    }

    private List<RateSeries> series(NavigableMap<Instant, float[]> rates, int cells) {
        List<RateSeries> series = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            NavigableMap<Instant, Float> ofCell = new TreeMap<>();
            for (Map.Entry<Instant, float[]> entry : rates.entrySet()) {
                ofCell.put(entry.getKey(), entry.getValue()[cell]);
            }
            series.add(new RateSeries(store.stepMinutes(), ofCell));
        }
        return series;
    }
}
