package amagumo.ingest.window;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The most recently decoded frames, as levels, in bounded memory: windows overlap, so most frames are asked for again
 * soon. A small frame is kept whole because the next window is often another part of it; of a large one only the
 * requested part is decoded. The least recently used frame is dropped first: when windows are read in order, it is the
 * one that is never asked for again. Caffeine, used elsewhere, would keep it and drop what comes next. Not safe for use
 * by several threads.
 */
final class FrameCache {

    private static final long SMALL_CELLS = 1 << 21;

    private record Key(StoredFrame frame, CellBox box) {}

    private final long capacityOctets;
    private final Map<Key, RadarFrame> frames = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    FrameCache(long capacityOctets) {
        this.capacityOctets = capacityOctets;
    }

    /** The values of a box of a frame, {@code [row][column]} in mm/h, NaN where missing. */
    float[][] values(FrameStore store, Instant time, CellBox box) throws IOException {
        boolean whole = store.grid().cells() <= SMALL_CELLS;
        Key key = new Key(store.frame(time), whole ? store.grid().allCells() : box);
        RadarFrame frame = frames.get(key);
        if (frame == null) {
            frame = key.frame().read(key.box());
            frames.put(key, frame);
            octets += frame.levels().octets();
            makeRoom();
        }
        return whole ? frame.values(box) : frame.values();
    }

    /** The number of frames that are kept. */
    int size() {
        return frames.size();
    }

    private void makeRoom() {
        Iterator<RadarFrame> oldest = frames.values().iterator();
        while (octets > capacityOctets && frames.size() > 1) {
            octets -= oldest.next().levels().octets();
            oldest.remove();
        }
    }
}
