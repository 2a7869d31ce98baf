package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The members of one tar, in order. Nothing is unpacked to disk; names that could reach outside are refused anyhow. */
final class TarMembers implements AutoCloseable {

    private static final int RECORD_BYTES = 512;

    /** What may lie between two members: headers, extended headers and padding. */
    private static final long HEADER_BYTES = 1 << 20;

    private final String source;
    private final ArchiveLimits limits;
    private final BudgetInputStream in;
    private TarArchiveInputStream tar;
    private long budget = HEADER_BYTES;

    TarMembers(String source, InputStream in, ArchiveLimits limits) {
        this.source = source;
        this.limits = limits;
        this.in = new BudgetInputStream(in, () -> budget, "more than 1 MiB of tar headers before a member");
        this.tar = new TarArchiveInputStream(this.in);
    }

    /**
     * The next file, empty after the last one.
     *
     * @throws IOException if the tar is damaged or truncated
     */
    Optional<ArchiveItem> next() throws IOException {
        for (TarArchiveEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
            if (!entry.isDirectory()) {
                return Optional.of(read(entry));
            }
        }
        return Optional.empty();
    }

    private TarArchiveEntry nextEntry() throws IOException {
        TarArchiveEntry entry;
        try {
            entry = tar.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged tar header", e);
        }
        if (entry == null && in.taken() % RECORD_BYTES != 0) {
            throw new EOFException("the tar ends within a header");
        }
        if (entry != null && !entry.isCheckSumOK()) {
            throw new IOException("damaged tar header: its checksum does not match");
        }
        budget = in.taken() + HEADER_BYTES + (entry == null ? 0 : Math.min(limits.memberBytes(), entry.getSize()));
        return entry;
    }

    private ArchiveItem read(TarArchiveEntry entry) throws IOException {
        String name = entry.getName();
        if (entry.isPaxGNU1XSparse()) {
            throw new IOException(name + " is a sparse file; what follows it is not read");
        }
        if (entry.isSparse()) {
            skip(entry.getSize());
            return refused(name, "a sparse file");
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
            return refused(name, "a link or device and no file");
        }
        if (entry.getSize() > limits.memberBytes()) {
            skip(entry.getSize());
            return refused(name, Unpacking.tooLong(limits.memberBytes()));
        }
        if (leavesDirectory(name)) {
            return refused(name, "its name leaves the directory");
        }
        byte[] bytes = tar.readNBytes((int) entry.getSize());
        if (bytes.length < entry.getSize()) {
            throw new IOException("the tar ends within " + name);
        }
        return unpack(name, bytes);
    }

    private ArchiveItem unpack(String name, byte[] bytes) {
        byte[] content = bytes;
        FileKind kind = FileKind.of(bytes, name);
        if (kind == FileKind.GZIP) {
            try (BufferedInputStream unpacked = Unpacking.gunzip(new ByteArrayInputStream(bytes), limits)) {
                content = Unpacking.readAll(unpacked, limits.memberBytes());
            } catch (IOException e) {
                return refused(name, Unpacking.reason(e));
            }
            kind = FileKind.of(content, name);
        }
        if (kind == FileKind.GZIP || kind == FileKind.TAR) {
            return refused(name, "an archive inside an archive");
        }
        if (kind == FileKind.OTHER && !FileKind.isRadarName(name)) {
            return new Skipped(source, Optional.of(name), ArchiveStream.NO_RADAR_FILE);
        }
        return new NamedFile(source, Optional.of(name), content);
    }

    /** Members do not depend on each other: a new reader goes on behind the data, which a seek passes at once. */
    private void skip(long size) throws IOException {
        long padded = (size + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
        budget = in.taken() + padded + HEADER_BYTES;
        in.skipNBytes(padded);
        tar = new TarArchiveInputStream(in);
    }

    private static boolean leavesDirectory(String name) {
        return name.startsWith("/")
                || name.matches("[A-Za-z]:.*")
                || List.of(name.split("[/\\\\]")).contains("..");
    }

    private ArchiveItem refused(String name, String reason) {
        return new Refused(source, Optional.of(name), reason);
    }

    String source() {
        return source;
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a tar that was only read cannot be closed", e);
        }
    }
}
