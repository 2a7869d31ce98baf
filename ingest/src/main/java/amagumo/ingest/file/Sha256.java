package amagumo.ingest.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), written in lower-case hexadecimal. */
public final class Sha256 {

    private final MessageDigest digest;

    /** Starts the digest of content that comes piece by piece. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest of content that is in memory as a whole: 64 hexadecimal digits. */
    public static String of(byte[] content) {
        return new Sha256().update(content).hex();
    }

    /** Takes the next piece. */
    public Sha256 update(byte[] piece) {
        digest.update(piece);
        return this;
    }

    /** The digest of all pieces, 64 hexadecimal digits; the next piece starts a new digest. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
