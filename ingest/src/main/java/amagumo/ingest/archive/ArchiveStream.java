package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The files that paths lead to: plain, compressed ({@link Compression}), in a tar or a zip, itself compressed or not
 * (known by content, not by name), directories with everything below them in order of name, and {@code -} for standard
 * input. One file is in memory at a time and nothing is written. What cannot be read becomes a {@link Refused}, and the
 * stream goes on after it.
 *
 * <p>Whether a file is good GRIB2 is for its reader to say. Here a file that was found in a directory or an archive is
 * left out as {@link Skipped} if neither its content nor its name suggests a radar file.
 */
public final class ArchiveStream implements AutoCloseable {

    /** The path that means standard input. */
    public static final String STANDARD_INPUT = "-";

    static final String NOT_A_RADAR_FILE = "not a radar file";

    /**
     * What is to be read.
     *
     * @param given whether it was asked for by name, not found among others
     * @param octets the file itself, if it is in memory already
     */
    private record Pending(String source, boolean given, Optional<byte[]> octets) {

        Pending(String path, boolean given) {
            this(path, given, Optional.empty());
        }
    }

    private final Deque<Pending> pending = new ArrayDeque<>();
    private final InputStream standardInput;
    private final ArchiveLimits limits;
    private Optional<Members> archive = Optional.empty();

    /** The files of some paths within {@link ArchiveLimits#DEFAULT}. */
    public ArchiveStream(List<String> paths, InputStream standardInput) {
        this(paths, standardInput, ArchiveLimits.DEFAULT);
    }

    /** The files of some paths within limits; standard input is read only where {@code -} is among the paths. */
    public ArchiveStream(List<String> paths, InputStream standardInput, ArchiveLimits limits) {
        paths.forEach(path -> pending.addLast(new Pending(path, true)));
        this.standardInput = standardInput;
        this.limits = limits;
    }

    /** Files that a program found, as if their directory had been given. */
    public static ArchiveStream ofFound(List<String> files) {
        ArchiveStream stream = new ArchiveStream(List.of(), InputStream.nullInputStream());
        files.forEach(file -> stream.pending.addLast(new Pending(file, false)));
        return stream;
    }

    /** Files that are already in memory, each under the name that messages use for it, as if they had been given. */
    public static ArchiveStream ofOctets(Map<String, byte[]> files) {
        ArchiveStream stream = new ArchiveStream(List.of(), InputStream.nullInputStream());
        files.forEach((name, octets) -> stream.pending.addLast(new Pending(name, true, Optional.of(octets))));
        return stream;
    }

    /** How many files the paths lead to, to measure progress by; empty if an archive among them leaves it open. */
    public static OptionalLong countFiles(List<String> paths) {
        long files = 0;
        for (String path : paths) {
            try (Stream<Path> below = Files.walk(Path.of(path))) {
                List<Path> found = below.filter(Files::isRegularFile).toList();
                if (found.stream().anyMatch(file -> FileNames.isArchive(file.toString()))) {
                    return OptionalLong.empty();
                }
                files += found.size();
            } catch (IOException | UncheckedIOException | InvalidPathException e) {
                files++; // What is wrong with it will be said once it is opened.
            }
        }
        return OptionalLong.of(files);
    }

    /** The next file or what is reported in its place, empty after the last one. */
    public Optional<ArchiveItem> next() {
        while (true) {
            Optional<ArchiveItem> item;
            if (archive.isPresent()) {
                item = nextMember(archive.get());
            } else if (pending.isEmpty()) {
                return Optional.empty();
            } else {
                item = open(pending.removeFirst());
            }
            if (item.isPresent()) {
                return item;
            }
        }
    }

    private Optional<ArchiveItem> nextMember(Members members) {
        try {
            Optional<ArchiveItem> member = members.next();
            if (member.isEmpty()) {
                close();
            }
            return member;
        } catch (IOException e) {
            close();
            return refused(members.source(), "offset %d: %s".formatted(members.offset(), Unpacking.reason(e)));
        }
    }

    private Optional<ArchiveItem> open(Pending next) {
        String source = next.source();
        try {
            if (next.octets().isPresent()) {
                byte[] octets = next.octets().get();
                return read(next, new ByteArrayInputStream(octets), octets.length);
            }
            if (source.equals(STANDARD_INPUT)) {
                return read(next, new Unclosed(standardInput), 0);
            }
            Path path = Path.of(source);
            if (!Files.exists(path)) {
                return refused(source, "no such file");
            }
            if (!next.given() && (Files.isDirectory(path) ? Files.isSymbolicLink(path) : !Files.isRegularFile(path))) {
                return skipped(source, "a linked directory, or not a file");
            }
            if (Files.isDirectory(path)) {
                list(path);
                return Optional.empty();
            }
            return read(next, new FileInputStream(path.toFile()), Files.isRegularFile(path) ? Files.size(path) : 0);
        } catch (InvalidPathException e) {
            return refused(source, "not a path");
        } catch (IOException e) {
            return refused(source, Unpacking.reason(e));
        }
    }

    private void list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> sorted = entries.sorted().toList();
            for (int i = sorted.size() - 1; i >= 0; i--) {
                pending.addFirst(new Pending(sorted.get(i).toString(), false));
            }
        }
    }

    private Optional<ArchiveItem> read(Pending next, InputStream raw, long knownSize) throws IOException {
        String source = next.source();
        BufferedInputStream in = new BufferedInputStream(raw);
        boolean handedOver = false;
        try {
            FileKind kind = FileKind.of(in, source);
            long limit = limits.plainBytes();
            long size = knownSize;
            if (kind instanceof FileKind.Compressed packed) {
                in = Unpacking.unpack(packed.compression(), in, limits);
                limit = limits.memberBytes();
                size = 0;
                kind = FileKind.of(in, source);
            }
            if (kind == FileKind.Plain.TAR || kind == FileKind.Plain.ZIP) {
                archive = Optional.of(
                        kind == FileKind.Plain.TAR
                                ? new TarMembers(source, in, limits)
                                : new ZipMembers(source, in, limits));
                handedOver = true;
                return Optional.empty();
            }
            if (kind instanceof FileKind.Compressed) {
                return refused(source, "compressed twice");
            }
            boolean wanted = next.given() || FileNames.isRadar(source);
            if (kind != FileKind.Plain.GRIB && !wanted) {
                return skipped(source, NOT_A_RADAR_FILE);
            }
            if (kind instanceof FileKind.Foreign foreign) {
                return refused(source, notARadarFile(foreign));
            }
            if (size > limit) {
                return refused(source, Unpacking.tooLong(limit));
            }
            return Optional.of(new NamedFile(source, Optional.empty(), Unpacking.readAll(in, limit)));
        } finally {
            if (!handedOver) {
                in.close();
            }
        }
    }

    static String notARadarFile(FileKind.Foreign foreign) {
        return foreign.title() + ", not a radar file";
    }

    private static Optional<ArchiveItem> refused(String source, String reason) {
        return Optional.of(new Refused(source, Optional.empty(), reason));
    }

    private static Optional<ArchiveItem> skipped(String source, String reason) {
        return Optional.of(new Skipped(source, Optional.empty(), reason));
    }

    /** Closes an archive that is open. */
    @Override
    public void close() {
        try {
            if (archive.isPresent()) {
                archive.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an archive that was only read cannot be closed", e);
        } finally {
            archive = Optional.empty();
        }
    }

    /** Standard input is for the process to close. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
