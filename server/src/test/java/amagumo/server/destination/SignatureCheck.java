package amagumo.server.destination;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a bucket's server computes of a request to find out who sent it, written after the description of AWS's Signature
 * Version 4 and independent of the library that signs.
 *
 * @param keyId whose requests are taken
 * @param secret of that key
 */
record SignatureCheck(String keyId, String secret) {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/"
            + "((\\d{8})/([^/]+)/s3/aws4_request), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    /**
     * Whether a request without a query is signed by the key.
     *
     * @param path as it was sent, encoded
     * @param given headers
     */
    boolean accepts(String method, String path, Map<String, String> given, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(given);
        Matcher authorization = AUTHORIZATION.matcher(headers.getOrDefault("Authorization", ""));
        String bodyHash = HexFormat.of().formatHex(sha256(body));
        if (!authorization.matches()
                || !authorization.group(1).equals(keyId)
                || !bodyHash.equals(headers.get("x-amz-content-sha256"))
                || !List.of(authorization.group(5).split(";")).contains("host")) {
            return false;
        }
        StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n\n");
        for (String name : authorization.group(5).split(";")) {
            canonical.append(name).append(':').append(headers.get(name).strip()).append('\n');
        }
        canonical.append('\n').append(authorization.group(5)).append('\n').append(bodyHash);
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                headers.get("x-amz-date"),
                authorization.group(2),
                HexFormat.of().formatHex(sha256(canonical.toString().getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(authorization.group(3), authorization.group(4), "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(authorization.group(6));
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
