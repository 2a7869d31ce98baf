package amagumo.ingest.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The file of one day (UTC) and its index.
 *
 * @param directory the directory of the store
 * @param day the day on which the frames are valid
 */
record DayFile(Path directory, LocalDate day) {

    static final Comparator<DayFile> BY_DAY = Comparator.comparing(DayFile::day);

    private static final String SUFFIX = ".grib2";

    /** What tells two states of a day on disk apart. */
    record Stamp(long size, long indexSize, long indexModified) {}

    /**
     * What a day holds.
     *
     * @param messages its messages in the order of the file, damaged ones included
     * @param end where the last of them ends
     * @param indexed how many of them, from the first on, come from the index
     */
    record Contents(List<StoredMessage> messages, long end, int indexed) {}

    static DayFile of(Path directory, Instant validTime) {
        return new DayFile(directory, LocalDate.ofInstant(validTime, ZoneOffset.UTC));
    }

    /** The days of a store in order. */
    static List<DayFile> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{8}\\" + SUFFIX))
                    .sorted()
                    .flatMap(name -> parse(name).map(day -> new DayFile(directory, day)))
                    .toList();
        }
    }

    private static Stream<LocalDate> parse(String name) {
        try {
            return Stream.of(LocalDate.parse(name.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeParseException e) {
            return Stream.of();
        }
    }

    Path file() {
        return directory.resolve(DateTimeFormatter.BASIC_ISO_DATE.format(day) + SUFFIX);
    }

    Path index() {
        return directory.resolve(DateTimeFormatter.BASIC_ISO_DATE.format(day) + ".index");
    }

    Stamp stamp() throws IOException {
        boolean indexed = Files.exists(index());
        return new Stamp(
                Files.size(file()),
                indexed ? Files.size(index()) : -1,
                indexed ? Files.getLastModifiedTime(index()).toMillis() : -1);
    }

    /** Reads the index, the head of each message in it, and in full the messages after them; writes nothing. */
    Contents load(StoreDescription description) throws IOException {
        // The index first: it is never ahead of the file, so a writer that goes on meanwhile does no harm.
        List<StoredMessage> records = DayIndex.read(index());
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
            long size = channel.size();
            List<StoredMessage> messages = new ArrayList<>();
            long end = 0;
            for (StoredMessage record : records) {
                if (record.offset() > size - record.length()
                        || !DayFile.of(directory, record.validTime()).equals(this)) {
                    break;
                }
                boolean sound = record.damaged()
                        || record.matchesHead(Disk.read(channel, record.offset(), record.headLength()));
                messages.add(sound ? record : record.asDamaged());
                end = record.end();
            }
            int indexed = messages.size();
            List<StoredMessage> tail = new MessageScan(channel, size, day, description).from(end);
            messages.addAll(tail);
            return new Contents(
                    messages, tail.isEmpty() ? end : tail.get(tail.size() - 1).end(), indexed);
        }
    }

    /** Reads the chosen messages in full and marks as damaged those that do not match their checksum; writes nothing. */
    List<StoredMessage> verified(List<StoredMessage> messages, Predicate<StoredMessage> chosen) throws IOException {
        List<StoredMessage> verified = new ArrayList<>(messages.size());
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
            for (StoredMessage message : messages) {
                boolean sound = message.damaged()
                        || !chosen.test(message)
                        || message.matches(Disk.read(channel, message.offset(), message.length()));
                verified.add(sound ? message : message.asDamaged());
            }
        }
        return verified;
    }
}
