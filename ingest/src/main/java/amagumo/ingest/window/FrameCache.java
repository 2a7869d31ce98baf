package amagumo.ingest.window;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frames that were decoded last, as levels, in bounded memory: windows overlap, so most frames are asked for again
 * soon. A small frame is kept whole, for the next window is often another part of it; of a large one only the part is
 * decoded.
 */
final class FrameCache {

    private static final long SMALL_CELLS = 1 << 21;

    private record Key(FrameStore store, Instant time, CellBox box) {}

    private final long capacityCells;
    private final Map<Key, RadarFrame> frames = new LinkedHashMap<>(16, 0.75f, true);
    private long cells;

    FrameCache(long capacityCells) {
        this.capacityCells = capacityCells;
    }

    /** The values of a box of a frame, {@code [row][column]} in mm/h, NaN where missing. */
    float[][] values(FrameStore store, Instant time, CellBox box) throws IOException {
        boolean whole = store.grid().cells() <= SMALL_CELLS;
        Key key = new Key(store, time, whole ? store.grid().allCells() : box);
        RadarFrame frame = frames.get(key);
        if (frame == null) {
            frame = store.read(time, key.box());
            frames.put(key, frame);
            cells += key.box().cells();
            makeRoom();
        }
        return whole ? frame.values(box) : frame.values();
    }

    /** How many frames are kept. */
    int size() {
        return frames.size();
    }

    private void makeRoom() {
        Iterator<Key> oldest = frames.keySet().iterator();
        while (cells > capacityCells && frames.size() > 1) {
            cells -= oldest.next().box().cells();
            oldest.remove();
        }
    }
}
