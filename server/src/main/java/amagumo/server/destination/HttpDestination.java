package amagumo.server.destination;

import amagumo.server.config.SecretFile;
import amagumo.server.outgoing.HttpUpload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A server that takes files by HTTP PUT, such as one of WebDAV.
 *
 * @param base address that names are appended to, with a slash at the end
 * @param upload what sends
 * @param authorization the file of the header {@code Authorization}, such as {@code Bearer TOKEN}, if there is one
 */
record HttpDestination(URI base, HttpUpload upload, Optional<Path> authorization) implements Destination {

    @Override
    public void put(String name, Path file) throws IOException, InterruptedException {
        Map<String, String> headers = authorization.isPresent()
                ? Map.of("Authorization", SecretFile.read(authorization.get()).get(0))
                : Map.of();
        upload.put(base.resolve(name), headers, file);
    }
}
