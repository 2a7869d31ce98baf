package amagumo.server.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The example that AWS publishes: "Authenticating Requests: Using the Authorization Header", PUT Object. */
class S3SignatureTest {

    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final byte[] BODY = "Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd";
    private static final String DATE = "Fri, 24 May 2013 00:00:00 GMT";
    private static final S3Signature SIGNER = new S3Signature(
            "us-east-1", KEY_ID, SECRET, Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));

    @TempDir
    private Path directory;

    @Test
    void thePublishedExampleHasItsPublishedSignature() throws Exception {
        SdkHttpRequest example = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create("https://" + HOST + "/test%24file.text"))
                .putHeader("Date", DATE)
                .putHeader("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .build();
        Map<String, String> headers = SIGNER.headersOf(example, Files.write(directory.resolve("body"), BODY));
        assertTrue(headers.get("Authorization").endsWith("Signature=" + SIGNATURE), headers::toString);
    }

    @Test
    void theCheckOfTheTestsAcceptsThePublishedExampleAndNoOther() {
        SignatureCheck check = new SignatureCheck(KEY_ID, SECRET);
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Host",
                HOST,
                "Date",
                DATE,
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20130524/us-east-1/s3/aws4_request,SignedHeaders=%s,Signature=%s"
                        .formatted(
                                KEY_ID, "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class", SIGNATURE)));
        assertTrue(check.accepts("PUT", "/test%24file.text", headers, BODY));
        assertFalse(check.accepts("PUT", "/other", headers, BODY));
        assertFalse(check.accepts("PUT", "/test%24file.text", headers, new byte[1]));
        assertFalse(new SignatureCheck(KEY_ID, "x").accepts("PUT", "/test%24file.text", headers, BODY));
        headers.put("x-amz-date", "20130524T000001Z");
        assertFalse(check.accepts("PUT", "/test%24file.text", headers, BODY));
    }

    @Test
    void whatIsSentNeedsNothingButItsHeaders() throws Exception {
        Path file = Files.write(directory.resolve("body"), BODY);
        URI address = URI.create("http://127.0.0.1:9000/bucket/a%20b/rain.nc");
        Map<String, String> headers = SIGNER.headersOfPut(address, file);
        assertEquals(3, headers.size(), headers::toString);
        headers.put("Host", "127.0.0.1:9000");
        assertTrue(new SignatureCheck(KEY_ID, SECRET).accepts("PUT", "/bucket/a%20b/rain.nc", headers, BODY));
    }
}
