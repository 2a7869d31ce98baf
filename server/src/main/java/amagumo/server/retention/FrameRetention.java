package amagumo.server.retention;

import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoreException;
import amagumo.ingest.store.StoreWriter;
import amagumo.ingest.store.StoredDay;
import amagumo.server.config.RetentionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes days of frames out of a store that are too old, or that it is too large with: whole days, oldest first. */
public final class FrameRetention {

    /**
     * What was taken out.
     *
     * @param days oldest first
     * @param octets that they took of the disk
     */
    public record Pruned(List<LocalDate> days, long octets) {

        public Pruned {
            days = List.copyOf(days);
        }
    }

    private final Path store;
    private final RetentionSettings settings;

    public FrameRetention(Path store, RetentionSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Prunes once. The newest day stays, whatever its size and age. Ages are counted from its end at the latest: a clock that is far
     * ahead does not take out the others.
     *
     * @throws StoreException if another is writing to the store just now
     * @throws IOException if the disk fails
     */
    public Pruned prune(Instant now) throws IOException {
        if (!settings.boundsFrames() || !StoreDescription.existsIn(store)) {
            return new Pruned(List.of(), 0);
        }
        try (StoreWriter writer = StoreWriter.open(store, Optional.empty())) {
            List<StoredDay> left = new ArrayList<>(writer.days());
            Instant from = left.isEmpty() ? now : earlier(now, end(left.get(left.size() - 1)));
            List<LocalDate> dropped = new ArrayList<>();
            long octets = 0;
            while (left.size() > 1 && isTooMuch(left, from)) {
                StoredDay oldest = left.remove(0);
                writer.drop(oldest.day());
                dropped.add(oldest.day());
                octets += oldest.octets();
            }
            return new Pruned(dropped, octets);
        }
    }

    private boolean isTooMuch(List<StoredDay> days, Instant now) {
        Instant end = end(days.get(0));
        boolean old =
                settings.maxAge().filter(age -> end.isBefore(now.minus(age))).isPresent();
        long size = days.stream().mapToLong(StoredDay::octets).sum();
        return old || settings.maxOctets().filter(most -> size > most).isPresent();
    }

    private static Instant end(StoredDay day) {
        return day.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
