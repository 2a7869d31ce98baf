package amagumo.ingest.store;

import amagumo.ingest.file.Directories;
import amagumo.ingest.file.Owner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A day file as its writer sees it. Opening it puts it in order: sound messages beyond the index are kept and indexed,
 * a torn tail is cut, and messages that do not match their checksum are marked, so that their times can be stored
 * again.
 */
final class DayLog implements Closeable {

    private final DayFile day;
    private final FileChannel channel;
    private final Map<Instant, StoredMessage> current = new HashMap<>();
    private final Set<Instant> lost = new HashSet<>();
    private int records;
    private long end;

    private DayLog(DayFile day, FileChannel channel) {
        this.day = day;
        this.channel = channel;
    }

    static DayLog open(DayFile day, StoreDescription description) throws IOException {
        boolean fresh = !Files.exists(day.file());
        DayLog log = new DayLog(
                day,
                FileChannel.open(
                        day.file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        boolean opened = false;
        try {
            if (fresh) {
                Owner.asOfDirectory(day.file());
                Files.deleteIfExists(day.index());
                Directories.sync(day.directory());
            } else {
                log.repair(description);
            }
            opened = true;
            return log;
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    private void repair(StoreDescription description) throws IOException {
        DayFile.Contents found = day.load(description);
        List<StoredMessage> messages = day.verified(found.messages(), message -> true);
        end = found.end();
        if (channel.size() > end) {
            channel.truncate(end);
        }
        // Whatever was not indexed may be in memory only, and so may the name of a new file.
        channel.force(true);
        Directories.sync(day.directory());
        if (!messages.equals(DayIndex.read(day.index()))) {
            DayIndex.write(day.index(), messages);
        }
        records = messages.size();
        current.putAll(StoredMessage.counting(messages));
        StoredMessage.lost(messages).forEach(message -> lost.add(message.validTime()));
    }

    /** Appends what is new, syncs it, and only then notes it in the index and reports it. */
    List<AppendResult> append(List<EncodedFrame> frames, boolean replace) throws IOException {
        try {
            return appendOrFail(frames, replace);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Removes frames in the same way, with a tombstone for each.
     *
     * @return the times that had a frame, or one that is lost to damage: after that nothing misses it
     */
    List<Instant> remove(List<Instant> times, StoreDescription description) throws IOException {
        List<Instant> present = times.stream()
                .distinct()
                .filter(time -> current.containsKey(time) || lost.contains(time))
                .toList();
        try {
            write(present.stream()
                    .map(time -> new Entry(Tombstone.of(description, time), time, 0, true))
                    .toList());
            return present;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What was not acknowledged should not be there; the next writer cuts it off if this one cannot. */
    private IOException failed(IOException failure) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return new IOException("%s: %s".formatted(day.file(), failure.getMessage()), failure);
    }

    private List<AppendResult> appendOrFail(List<EncodedFrame> frames, boolean replace) throws IOException {
        List<AppendResult> results = new ArrayList<>(frames.size());
        List<Entry> entries = new ArrayList<>();
        Map<Instant, EncodedFrame> offered = new HashMap<>();
        for (EncodedFrame frame : frames) {
            AppendResult result = decide(frame, offered, replace);
            results.add(result);
            if (result instanceof AppendResult.Stored || result instanceof AppendResult.Replaced) {
                entries.add(new Entry(frame.message(), frame.validTime(), frame.wetFraction(), false));
                offered.put(frame.validTime(), frame);
            }
        }
        write(entries);
        return results;
    }

    /** A message to be appended. */
    private record Entry(byte[] octets, Instant validTime, float wetFraction, boolean removal) {

        StoredMessage at(long offset) {
            return removal
                    ? StoredMessage.removal(offset, octets, validTime)
                    : StoredMessage.frame(offset, octets, validTime, wetFraction);
        }
    }

    private void write(List<Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        List<StoredMessage> added = new ArrayList<>(entries.size());
        long at = end;
        for (Entry entry : entries) {
            StoredMessage message = entry.at(at);
            Disk.writeFully(channel, ByteBuffer.wrap(entry.octets()), at);
            at = message.end();
            added.add(message);
        }
        channel.force(false);
        DayIndex.append(day.index(), records, added);
        for (StoredMessage message : added) {
            lost.remove(message.validTime());
            if (message.removal()) {
                current.remove(message.validTime());
            } else {
                current.put(message.validTime(), message);
            }
        }
        records += added.size();
        end = at;
    }

    private AppendResult decide(EncodedFrame frame, Map<Instant, EncodedFrame> offered, boolean replace)
            throws IOException {
        EncodedFrame before = offered.get(frame.validTime());
        StoredMessage stored = current.get(frame.validTime());
        if (before == null && stored == null) {
            return new AppendResult.Stored();
        }
        byte[] present = before != null ? before.message() : Disk.read(channel, stored.offset(), stored.length());
        if (Arrays.equals(present, frame.message())) {
            return new AppendResult.AlreadyStored();
        }
        return replace
                ? new AppendResult.Replaced()
                : new AppendResult.Refused("other content for %s is stored (ingest --replace puts this in its place)"
                        .formatted(frame.validTime()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
