package amagumo.server.destination;

import java.io.IOException;
import java.nio.file.Path;

/** A place that files of forecasts are sent to. For several threads at once. */
public interface Destination {

    /**
     * Sends a file, which takes the place of one of that name as a whole.
     *
     * @param name in the destination; a slash stands between the names of directories
     * @throws IOException if it did not arrive; trying again may help
     * @throws InterruptedException if the thread is interrupted; the file is given up
     */
    void put(String name, Path file) throws IOException, InterruptedException;
}
