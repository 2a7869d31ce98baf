package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Decides what becomes of a member of an archive, whatever kind of archive that is.
 *
 * @param source the path of the archive
 * @param limits on what is unpacked
 * @param namesTell whether a name such as {@code a.bin} suggests a radar file, so that other content is damage: so in a
 *     tar; in a zip it may belong to anything, a model file for one
 */
record MemberReader(String source, ArchiveLimits limits, boolean namesTell) {

    /** Gives the bytes of a member, at most {@link ArchiveLimits#memberBytes()} of them. */
    @FunctionalInterface
    interface Content {
        byte[] read() throws IOException;
    }

    /**
     * Reads a member of an archive.
     *
     * @param size of its content, negative if not known beforehand
     * @throws IOException if the archive ends within it, or its content is damaged
     */
    ArchiveItem read(String name, long size, Content content) throws IOException {
        if (FileNames.leavesDirectory(name)) { // nothing is unpacked to disk, but whoever packed it meant harm
            return refused(name, "its name leaves the directory");
        }
        if (size > limits.memberBytes()) {
            return refused(name, Unpacking.tooLong(limits.memberBytes()));
        }
        byte[] bytes = content.read();
        if (FileKind.of(bytes, name) instanceof FileKind.Compressed packed) {
            try (BufferedInputStream unpacked =
                    Unpacking.unpack(packed.compression(), new ByteArrayInputStream(bytes), limits)) {
                bytes = Unpacking.readAll(unpacked, limits.memberBytes());
            } catch (IOException e) {
                return refused(name, Unpacking.reason(e));
            }
        }
        return item(name, bytes);
    }

    private ArchiveItem item(String name, byte[] bytes) {
        FileKind kind = FileKind.of(bytes, name);
        if (kind == FileKind.Plain.GRIB || kind == FileKind.Plain.UNKNOWN && namesTell && FileNames.isRadar(name)) {
            return new NamedFile(source, Optional.of(name), bytes);
        }
        if (kind == FileKind.Plain.UNKNOWN) {
            return new Skipped(source, Optional.of(name), ArchiveStream.NOT_A_RADAR_FILE);
        }
        if (kind instanceof FileKind.Foreign foreign) {
            return FileNames.isRadar(name)
                    ? refused(name, ArchiveStream.notARadarFile(foreign))
                    : new Skipped(source, Optional.of(name), ArchiveStream.NOT_A_RADAR_FILE);
        }
        return refused(name, "an archive inside an archive");
    }

    Refused refused(String name, String reason) {
        return new Refused(source, Optional.of(name), reason);
    }
}
