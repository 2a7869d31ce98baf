package amagumo.ingest.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells the contents of a frame from any other that its time had or will have: the first eight octets of the
 * SHA-256 of its GRIB2 message. It depends on the content alone, not on where or when the frame was stored, so that
 * {@code sha256sum} of the message begins with it.
 *
 * @param hex 16 hexadecimal digits, lower case
 */
public record FrameVersion(String hex) {

    private static final int OCTETS = 8;

    public FrameVersion {
        if (!hex.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("'%s' is not a version: 16 hexadecimal digits".formatted(hex));
        }
    }

    /** The version of a whole GRIB2 message. */
    static FrameVersion of(byte[] message) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(message);
            return new FrameVersion(HexFormat.of().formatHex(hash, 0, OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
