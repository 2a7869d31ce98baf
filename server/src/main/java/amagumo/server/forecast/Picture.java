package amagumo.server.forecast;

import amagumo.ingest.file.Sha256;

/**
 * A picture of a field on a Web Mercator map.
 *
 * @param png the file; the array is not to be changed
 * @param version what tells it from any other picture: half of its SHA-256, in hexadecimal
 */
public record Picture(byte[] png, String version) {

    private static final int VERSION_DIGITS = 32;

    /** The picture in a PNG file. */
    public static Picture of(byte[] png) {
        return new Picture(png, Sha256.of(png).substring(0, VERSION_DIGITS));
    }
}
