package amagumo.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file is, by its first bytes; the name only tells a damaged tar from a file that never was one. */
sealed interface FileKind {

    /** A single stream, compressed. */
    record Compressed(Compression compression) implements FileKind {}

    /** A format that is not read, such as {@code a PNG picture}. */
    record Foreign(String title) implements FileKind {}

    /** An archive, a file with a GRIB message, or anything else. */
    enum Plain implements FileKind {
        TAR,
        ZIP,
        GRIB,
        UNKNOWN
    }

    /** The beginning of a message of edition 1 or 2, not just the letters. */
    Pattern MESSAGE = Pattern.compile("GRIB...[\\x01\\x02]", Pattern.DOTALL);

    /** How many bytes are looked at. */
    int HEAD_BYTES = TarMembers.RECORD_BYTES;

    /** The kind of a stream; the stream still gives the same bytes afterwards. */
    static FileKind of(BufferedInputStream in, String name) throws IOException {
        in.mark(HEAD_BYTES);
        byte[] head = in.readNBytes(HEAD_BYTES);
        in.reset();
        return of(head, name);
    }

    /** The kind of a file, from its first bytes or from all of them. */
    static FileKind of(byte[] content, String name) {
        byte[] head = Arrays.copyOf(content, Math.min(content.length, HEAD_BYTES));
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("GRIB")) {
            return Plain.GRIB;
        }
        for (Compression compression : Compression.values()) {
            if (compression.begins(head)) {
                return new Compressed(compression);
            }
        }
        if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) { // the second is how an empty zip begins
            return Plain.ZIP;
        }
        if (TarMembers.isHeader(head)) {
            return Plain.TAR;
        }
        Optional<String> foreign = ForeignFormat.name(head);
        if (foreign.isPresent()) {
            return new Foreign(foreign.get());
        }
        if (MESSAGE.matcher(text).find()) { // after the heading of a telecommunication system, or padding
            return Plain.GRIB;
        }
        return FileNames.isTar(name) ? Plain.TAR : Plain.UNKNOWN;
    }
}
