package amagumo.ingest.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How the content of a store changed between two looks at it. A time is in at most one list; each list is ascending.
 *
 * @param added valid times that have a frame now and had none before
 * @param replaced valid times whose frame is another message now
 * @param removed valid times that had a frame and have none now, because it was removed or is damaged
 */
public record StoreChanges(List<Instant> added, List<Instant> replaced, List<Instant> removed) {

    static final StoreChanges NONE = new StoreChanges(List.of(), List.of(), List.of());

    public StoreChanges {
        added = List.copyOf(added);
        replaced = List.copyOf(replaced);
        removed = List.copyOf(removed);
    }

    static StoreChanges between(SortedMap<Instant, StoredFrame> before, SortedMap<Instant, StoredFrame> now) {
        List<Instant> added = new ArrayList<>();
        List<Instant> replaced = new ArrayList<>();
        for (Map.Entry<Instant, StoredFrame> entry : now.entrySet()) {
            StoredFrame known = before.get(entry.getKey());
            if (known == null) {
                added.add(entry.getKey());
            } else if (!known.equals(entry.getValue())) {
                replaced.add(entry.getKey());
            }
        }
        List<Instant> removed =
                before.keySet().stream().filter(time -> !now.containsKey(time)).toList();
        return new StoreChanges(added, replaced, removed);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return added.isEmpty() && replaced.isEmpty() && removed.isEmpty();
    }
}
