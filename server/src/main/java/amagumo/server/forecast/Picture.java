package amagumo.server.forecast;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A picture of a field on a Web Mercator map.
 *
 * @param png the file; the array is not to be changed
 * @param version what tells it from any other picture: half of its SHA-256, in hexadecimal
 */
public record Picture(byte[] png, String version) {

    private static final int VERSION_BYTES = 16;

    /** The picture in a PNG file. */
    static Picture of(byte[] png) {
        return new Picture(png, HexFormat.of().formatHex(sha256(png), 0, VERSION_BYTES));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
