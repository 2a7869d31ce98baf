package amagumo.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Secrets that clients must know. Only their digests are kept, and how long a comparison takes tells nothing of them. */
final class Secrets {

    private final List<byte[]> digests;

    Secrets(List<String> secrets) {
        this.digests = secrets.stream().map(Secrets::digest).toList();
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    /** Whether a text is one of the secrets. All of them are compared, each in constant time. */
    boolean contain(String text) {
        byte[] digest = digest(text);
        boolean found = false;
        for (byte[] known : digests) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
