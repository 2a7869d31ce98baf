package amagumo.ingest.store;

import amagumo.ingest.file.Sha256;

/**
 * Tells the content of a frame from any other that its time has had or will have: the first eight octets of the SHA-256
 * of its GRIB2 message. It depends on the content alone, not on where or when the frame was stored, so the {@code
 * sha256sum} of the message begins with it.
 *
 * @param hex 16 hexadecimal digits, lower case
 */
public record FrameVersion(String hex) {

    private static final int DIGITS = 16;

    public FrameVersion {
        if (!hex.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("'%s' is not a version: 16 hexadecimal digits".formatted(hex));
        }
    }

    /** The version of a whole GRIB2 message. */
    static FrameVersion of(byte[] message) {
        return new FrameVersion(Sha256.of(message).substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return hex;
    }
}
