package amagumo.ingest.archive;

import amagumo.ingest.archive.TarReader.Member;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The members of one tar, in order. Nothing is unpacked to disk; names that could reach outside are refused anyhow. */
final class TarMembers implements AutoCloseable {

    private final String source;
    private final ArchiveLimits limits;
    private final TarReader tar;

    TarMembers(String source, InputStream in, ArchiveLimits limits) {
        this.source = source;
        this.limits = limits;
        this.tar = new TarReader(in);
    }

    /**
     * The next file, empty after the last one.
     *
     * @throws IOException if the tar is damaged or truncated
     */
    Optional<ArchiveItem> next() throws IOException {
        for (Optional<Member> member = tar.next(); member.isPresent(); member = tar.next()) {
            if (!member.get().header().isDirectory()) {
                return Optional.of(read(member.get()));
            }
        }
        return Optional.empty();
    }

    private ArchiveItem read(Member member) throws IOException {
        String name = member.name();
        if (member.sparse()) {
            return refused(name, "a sparse file");
        }
        if (!member.header().isPlain()) {
            return refused(name, "a link or device and no file");
        }
        if (leavesDirectory(name)) {
            return refused(name, "its name leaves the directory");
        }
        if (member.size() > limits.memberBytes()) {
            return refused(name, Unpacking.tooLong(limits.memberBytes()));
        }
        return unpack(name, tar.data(member));
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

    private static boolean leavesDirectory(String name) {
        return name.startsWith("/")
                || name.matches("[A-Za-z]:.*")
                || List.of(name.split("[/\\\\]")).contains("..");
    }

    private ArchiveItem refused(String name, String reason) {
        return new Refused(source, Optional.of(name), reason);
    }

    /** How much of the tar was read or skipped, in octets. */
    long offset() {
        return tar.offset();
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
