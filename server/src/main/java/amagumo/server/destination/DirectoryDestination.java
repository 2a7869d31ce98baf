package amagumo.server.destination;

import amagumo.ingest.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory of this machine, or of a network's file system. Whoever watches it never sees half a file.
 *
 * @param directory which is made if it is not there
 */
record DirectoryDestination(Path directory) implements Destination {

    @Override
    public void put(String name, Path file) throws IOException {
        Path place = directory.resolve(name);
        Files.createDirectories(place.getParent());
        AtomicFile.replaceDurably(place, unfinished -> Files.copy(file, unfinished));
    }
}
