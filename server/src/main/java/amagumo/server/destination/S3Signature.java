package amagumo.server.destination;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What proves to S3 who sends a file: AWS's Signature Version 4 over the address, the time and the SHA-256 of the content.
 *
 * @param region of the bucket
 * @param keyId who sends
 * @param secret of the key
 * @param clock that the signature is dated by
 */
record S3Signature(String region, String keyId, String secret, Clock clock) {

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** Set by the client that sends the request. */
    private static final String HOST = "Host";

    /**
     * The headers that a request which puts a file must have.
     *
     * @throws IOException if the file cannot be read
     */
    Map<String, String> headersOfPut(URI address, Path file) throws IOException {
        return headersOf(
                SdkHttpRequest.builder().method(SdkHttpMethod.PUT).uri(address).build(), file);
    }

    Map<String, String> headersOf(SdkHttpRequest request, Path content) throws IOException {
        try {
            SignedRequest signed = SIGNER.sign(unsigned -> unsigned.identity(
                            AwsCredentialsIdentity.create(keyId, secret))
                    .request(request)
                    .payload(() -> open(content))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false) // S3 alone takes its paths as they are
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock));
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
            headers.remove(HOST);
            return headers;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static InputStream open(Path content) {
        try {
            return Files.newInputStream(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
