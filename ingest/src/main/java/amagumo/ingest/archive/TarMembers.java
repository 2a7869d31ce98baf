package amagumo.ingest.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The members of a tar. commons-compress reads it; what that library trusts is bounded here: it gets only a limited
 * number of octets of headers before each member, so that long names, extended headers and maps of holes stay small.
 */
final class TarMembers implements Members {

    static final int RECORD_BYTES = TarConstants.DEFAULT_RCDSIZE;

    private static final long LARGEST_MEMBER = 1L << 60;

    /** The most octets that all headers before one member may take. */
    private static final int HEADER_BYTES = 1 << 16;

    private final MemberReader reader;
    private final BudgetInputStream in;
    private final GuardedTar tar;
    private long budget = Long.MAX_VALUE;
    private long members;

    TarMembers(String source, InputStream in, ArchiveLimits limits) {
        this.reader = new MemberReader(source, limits, true);
        this.in = new BudgetInputStream(
                in, () -> budget, "more than %d octets of tar headers before a member".formatted(HEADER_BYTES));
        this.tar = new GuardedTar(this.in);
    }

    /** Whether a record's checksum matches its octets, which in other kinds of file happens only by chance. */
    static boolean isHeader(byte[] record) {
        try {
            return record.length == RECORD_BYTES && TarUtils.verifyCheckSum(record);
        } catch (IllegalArgumentException e) { // the checksum is not a number
            return false;
        }
    }

    @Override
    public Optional<ArchiveItem> next() throws IOException {
        for (TarArchiveEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
            if (!entry.isDirectory()) {
                return Optional.of(item(entry));
            }
        }
        return Optional.empty();
    }

    private TarArchiveEntry nextEntry() throws IOException {
        tar.passOver();
        budget = in.taken() + HEADER_BYTES;
        try {
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry != null && ++members > reader.limits().members()) {
                throw new IOException(
                        "more than %d members".formatted(reader.limits().members()));
            }
            return entry;
        } catch (RuntimeException e) { // the library throws any of them over numbers and maps of holes
            throw new IOException("damaged tar header: " + e.getMessage(), e);
        } finally {
            budget = Long.MAX_VALUE;
        }
    }

    private ArchiveItem item(TarArchiveEntry entry) throws IOException {
        String name = entry.getName();
        if (entry.isSparse()) {
            return reader.refused(name, "a sparse file");
        }
        if (!isPlain(entry.getLinkFlag())) {
            return reader.refused(name, "a link or device, not a file");
        }
        return reader.read(name, entry.getSize(), () -> tar.readNBytes((int) entry.getSize()));
    }

    private static boolean isPlain(byte type) {
        return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG;
    }

    @Override
    public long offset() {
        return in.taken();
    }

    @Override
    public String source() {
        return reader.source();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** Checks what the library takes for granted in each header, and passes over data by seeking, not by reading it. */
    private static final class GuardedTar extends TarArchiveInputStream {

        /** A global header applies to all members after it, so the library keeps everything these headers say. */
        private static final int GLOBAL_HEADERS = 16;

        private static final int TYPE = 156;
        private static final int MORE_HOLES = 482;
        private static final int MORE_HOLES_AGAIN = 504;

        private final BudgetInputStream in;
        private int globalHeaders;
        private boolean holesFollow;
        private boolean ended;
        private long dataBegin;

        GuardedTar(BudgetInputStream in) {
            super(in, StandardCharsets.UTF_8.name());
            this.in = in;
        }

        /** Goes to the end of the current member; the library would read all the way through it, holes included. */
        void passOver() throws IOException {
            TarArchiveEntry entry = getCurrentEntry();
            if (entry == null) {
                return;
            }
            if (entry.getSize() > LARGEST_MEMBER) {
                throw new IOException("damaged tar header: a member of %d octets".formatted(entry.getSize()));
            }
            long end = dataBegin + (entry.getSize() + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
            long rest = end - in.taken();
            if (rest > 0) {
                in.skipNBytes(rest - 1);
                if (in.read() < 0) { // a seek may have gone past the end of the file
                    throw new EOFException();
                }
            }
            setCurrentEntry(null);
        }

        @Override
        protected byte[] readRecord() throws IOException {
            long begin = in.taken();
            byte[] record = super.readRecord();
            dataBegin = in.taken();
            // The library takes an archive for whole that ends between two members.
            if (record == null && (dataBegin > begin || !ended)) {
                throw new EOFException();
            }
            if (record == null || ended) {
                return record;
            }
            if (isEOFRecord(record)) {
                ended = true;
            } else if (holesFollow) { // a record of GNU's first sparse format, which has no checksum
                holesFollow = record[MORE_HOLES_AGAIN] != 0;
            } else {
                check(record);
            }
            return record;
        }

        private void check(byte[] header) throws IOException {
            if (!isHeader(header)) {
                throw new IOException("damaged tar header: its checksum does not match");
            }
            if (header[TYPE] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER && ++globalHeaders > GLOBAL_HEADERS) {
                throw new IOException("more than %d global tar headers".formatted(GLOBAL_HEADERS));
            }
            holesFollow = header[TYPE] == TarConstants.LF_GNUTYPE_SPARSE && header[MORE_HOLES] != 0;
        }
    }
}
