package amagumo.ingest.store;

import amagumo.ingest.file.Directories;
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
import java.util.List;
import java.util.Map;

/**
 * A day file as its writer sees it. Opening it puts it in order: what lies behind the index and is sound is kept and
 * indexed, a torn tail is cut, and messages that do not match their checksum are marked, so that their times can be
 * stored again.
 */
final class DayLog implements Closeable {

    private final DayFile day;
    private final FileChannel channel;
    private final Map<Instant, StoredMessage> current = new HashMap<>();
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
        // Whatever was not indexed may be in memory only, and a new file's name too.
        channel.force(true);
        Directories.sync(day.directory());
        if (!messages.equals(DayIndex.read(day.index()))) {
            DayIndex.write(day.index(), messages);
        }
        records = messages.size();
        current.putAll(StoredMessage.counting(messages));
    }

    /** Appends what is new, syncs it, and only then notes it in the index and says so. */
    List<AppendResult> append(List<EncodedFrame> frames, boolean replace) throws IOException {
        try {
            return appendOrFail(frames, replace);
        } catch (IOException e) {
            cutTail(e);
            throw new IOException("%s: %s".formatted(day.file(), e.getMessage()), e);
        }
    }

    /** What was not acknowledged should not be there; a next writer cuts it if this one cannot. */
    private void cutTail(IOException failure) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private List<AppendResult> appendOrFail(List<EncodedFrame> frames, boolean replace) throws IOException {
        List<AppendResult> results = new ArrayList<>(frames.size());
        List<StoredMessage> added = new ArrayList<>();
        long at = end;
        Map<Instant, EncodedFrame> offered = new HashMap<>();
        for (EncodedFrame frame : frames) {
            AppendResult result = decide(frame, offered, replace);
            results.add(result);
            if (result instanceof AppendResult.Stored || result instanceof AppendResult.Replaced) {
                StoredMessage message = StoredMessage.of(at, frame.message(), frame.validTime(), frame.wetFraction());
                Disk.writeFully(channel, ByteBuffer.wrap(frame.message()), at);
                at = message.end();
                added.add(message);
                offered.put(frame.validTime(), frame);
            }
        }
        if (!added.isEmpty()) {
            channel.force(false);
            DayIndex.append(day.index(), records, added);
            added.forEach(message -> current.put(message.validTime(), message));
            records += added.size();
            end = at;
        }
        return results;
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
                : new AppendResult.Refused("other content for %s is stored (--replace puts this in its place)"
                        .formatted(frame.validTime()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
