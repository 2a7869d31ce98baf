package amagumo.server.subscription;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers of a webhook by which its receiver knows that it is genuine, new and not a second one (Standard Webhooks 1.0.0). */
final class WebhookSignature {

    private static final String SECRET = "whsec_";
    private static final int SECRET_OCTETS = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** A secret that nobody knows yet. */
    static String newSecret() {
        byte[] octets = new byte[SECRET_OCTETS];
        new SecureRandom().nextBytes(octets);
        return SECRET + Base64.getEncoder().encodeToString(octets);
    }

    /**
     * The headers.
     *
     * @param id the same however often the webhook is sent
     * @param now when it is sent
     */
    static Map<String, String> headers(String secret, String id, Instant now, String content) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] signature = sign(secret, "%s.%s.%s".formatted(id, timestamp, content));
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(signature));
    }

    private static byte[] sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET.length())), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
