package amagumo.ingest.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * The members of a zip, which is read as a stream from its beginning, whether it is a file or not, so nothing in the
 * directory at its end has to be kept or trusted. The price: the end of a member that is stored without its length in
 * front cannot be found.
 */
final class ZipMembers implements Members {

    private final MemberReader reader;
    private final BudgetInputStream in;
    private final DirectoryEnd end;
    private final ZipArchiveInputStream zip;
    private Optional<ZipArchiveEntry> following = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private boolean begun;
    private long members;

    ZipMembers(String source, InputStream in, ArchiveLimits limits) {
        this.reader = new MemberReader(source, limits, false);
        this.in = BudgetInputStream.counting(in);
        this.end = new DirectoryEnd(this.in);
        this.zip = new BoundedZip(end, limits);
    }

    @Override
    public Optional<ArchiveItem> next() throws IOException {
        if (!begun) {
            begun = true;
            advance();
        }
        while (following.isPresent() && following.get().isDirectory()) {
            advance();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return following.isPresent() ? Optional.of(item(following.get())) : Optional.empty();
    }

    private ArchiveItem item(ZipArchiveEntry entry) throws IOException {
        String name = entry.getName();
        Optional<String> unreadable = whyUnreadable(entry);
        if (unreadable.isPresent()) {
            advance();
            return reader.refused(name, unreadable.get());
        }
        CRC32 sum = new CRC32();
        ArchiveItem item = reader.read(name, entry.getSize(), () -> {
            byte[] bytes = Unpacking.readAll(zip, reader.limits().memberBytes());
            sum.update(bytes);
            return bytes;
        });
        advance();
        return item instanceof Refused || sum.getValue() == entry.getCrc()
                ? item
                : reader.refused(name, "damaged: its checksum does not match");
    }

    private Optional<String> whyUnreadable(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Optional.of("encrypted");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            return Optional.of("packed by method %d of zip, which is not read".formatted(entry.getMethod()));
        }
        return zip.canReadEntryData(entry)
                ? Optional.empty()
                : Optional.of("stored without its length in front, so its end cannot be found; create the zip again");
    }

    /** Reads the next header, which completes the previous entry: its checksum may follow its data. */
    private void advance() {
        following = Optional.empty();
        try {
            following = Optional.ofNullable(zip.getNextEntry());
            if (following.isEmpty() && !end.seen) { // the library takes a zip that ends between members for complete
                failure = Optional.of(new EOFException());
            } else if (++members > reader.limits().members()) {
                failure = Optional.of(new IOException(
                        "more than %d members".formatted(reader.limits().members())));
            }
        } catch (UnsupportedZipFeatureException e) {
            failure = Optional.of(new IOException("what follows cannot be found", e));
        } catch (IOException e) {
            failure = Optional.of(e);
        } catch (RuntimeException e) { // the library throws any of them over extra fields
            failure = Optional.of(new IOException("damaged zip: " + e.getMessage(), e));
        }
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
        zip.close();
    }

    /** Notices the record that ends the directory at the end of a zip. */
    private static final class DirectoryEnd extends FilterInputStream {

        private static final int SIGNATURE = 0x504B0506;

        private int lastFour;
        private boolean seen;

        DirectoryEnd(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                see(value);
            }
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            for (int i = 0; i < count; i++) {
                see(target[offset + i] & 0xFF);
            }
            return count;
        }

        private void see(int value) {
            lastFour = lastFour << 8 | value;
            seen |= lastFour == SIGNATURE;
        }
    }

    /** Bounds what comes out of the whole zip, including members that are only passed over. */
    private static final class BoundedZip extends ZipArchiveInputStream {

        private final ArchiveLimits limits;
        private long unpacked;

        BoundedZip(InputStream in, ArchiveLimits limits) {
            super(in, StandardCharsets.UTF_8.name(), true, false);
            this.limits = limits;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            unpacked += Math.max(0, count);
            if (unpacked > limits.unpackedBytes(getBytesRead())) {
                throw new IOException(limits.expandsTooFar());
            }
            return count;
        }
    }
}
