package amagumo.ingest.store;

import amagumo.ingest.store.StoreSnapshot.Day;
import java.io.IOException;
import java.util.Map;

/** What a store shows: readers have one moment of it, while one thread at a time looks at what has become of it. */
final class ShownFrames {

    /** Looks at the days of a store. */
    @FunctionalInterface
    interface Look {

        /**
         * The days as they are now.
         *
         * @param before as they are shown
         */
        Map<DayFile, Day> at(Map<DayFile, Day> before) throws IOException;
    }

    private volatile StoreSnapshot snapshot = StoreSnapshot.EMPTY;

    /** What is shown now. */
    StoreSnapshot now() {
        return snapshot;
    }

    /**
     * Shows the days as they are now.
     *
     * @return which times have other frames than before: each change is told to one of those who look
     */
    synchronized StoreChanges update(Look look) throws IOException {
        StoreSnapshot before = snapshot;
        Map<DayFile, Day> days = look.at(before.days());
        if (days.equals(before.days())) {
            return StoreChanges.NONE;
        }
        snapshot = StoreSnapshot.of(days);
        return StoreChanges.between(before.frames(), snapshot.frames());
    }
}
