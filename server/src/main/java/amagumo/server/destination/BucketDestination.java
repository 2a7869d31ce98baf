package amagumo.server.destination;

import amagumo.server.config.SecretFile;
import amagumo.server.outgoing.HttpUpload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A bucket of S3, or of another service that takes its requests.
 *
 * @param base address of the bucket, and of what names in it begin with; a slash at the end
 * @param upload what sends
 * @param region of the bucket, as the service calls it
 * @param keyId who sends
 * @param secret the file of the secret key
 */
record BucketDestination(URI base, HttpUpload upload, String region, String keyId, Path secret) implements Destination {

    @Override
    public void put(String name, Path file) throws IOException, InterruptedException {
        URI address = base.resolve(name);
        S3Signature signature =
                new S3Signature(region, keyId, SecretFile.read(secret).get(0), Clock.systemUTC());
        upload.put(address, signature.headersOfPut(address, file), file);
    }
}
