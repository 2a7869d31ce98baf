package amagumo.ingest.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a store showed at one moment.
 *
 * @param days what each day file held
 * @param frames the frame of each valid time, unmodifiable
 * @param times the valid times, ascending
 */
record StoreSnapshot(Map<DayFile, Day> days, NavigableMap<Instant, StoredFrame> frames, List<Instant> times) {

    static final StoreSnapshot EMPTY = of(Map.of());

    /** A day file as it was read, and its stamp on the disk just before. */
    record Day(DayFile.Stamp stamp, List<StoredMessage> messages) {

        Day {
            messages = List.copyOf(messages);
        }

        /** The same, with messages that were found damaged before still counted as damaged. */
        Day remembering(Day before) {
            List<StoredMessage> damaged =
                    before.messages().stream().filter(StoredMessage::damaged).toList();
            return new Day(
                    stamp,
                    messages.stream()
                            .map(message -> damaged.contains(message.asDamaged()) ? message.asDamaged() : message)
                            .toList());
        }
    }

    static StoreSnapshot of(Map<DayFile, Day> days) {
        NavigableMap<Instant, StoredFrame> frames = new TreeMap<>();
        days.forEach((file, day) -> StoredMessage.counting(day.messages())
                .forEach((time, message) -> frames.put(time, new StoredFrame(file, message))));
        return new StoreSnapshot(days, Collections.unmodifiableNavigableMap(frames), List.copyOf(frames.keySet()));
    }
}
