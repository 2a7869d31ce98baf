package amagumo.ingest.grib;

/**
 * Octets of a file that belong to no message: the heading of a telecommunication system, padding, what a tool added.
 *
 * @param offset where they begin
 * @param length how many there are, at least 1
 * @param kind what they look like
 */
public record OtherOctets(int offset, int length, Kind kind) {

    /** What octets look like. */
    public enum Kind {
        /** All of them zero. */
        ZEROS,
        /** Printable ASCII and control characters that transmissions use, such as a WMO heading or a line end. */
        TEXT,
        /** Any others. */
        BINARY
    }

    /** The octets of a file from {@code begin} to before {@code end}. */
    static OtherOctets of(byte[] bytes, int begin, int end) {
        boolean zeros = true;
        boolean text = true;
        for (int i = begin; i < end; i++) {
            zeros &= bytes[i] == 0;
            text &= bytes[i] >= ' ' && bytes[i] < 0x7F || bytes[i] > 0 && bytes[i] < 0x20;
        }
        return new OtherOctets(begin, end - begin, zeros ? Kind.ZEROS : text ? Kind.TEXT : Kind.BINARY);
    }

    /** A phrase for people, such as {@code 20 octets of zeros at offset 2755}. */
    public String description() {
        String what =
                switch (kind) {
                    case ZEROS -> " of zeros";
                    case TEXT -> " of text";
                    case BINARY -> "";
                };
        return "%d octet%s%s at offset %d".formatted(length, length == 1 ? "" : "s", what, offset);
    }
}
