package amagumo.server.forecast;

import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoredFrame;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the frames of a store for those who are shown them. One that turns out to have been damaged since it was stored is left
 * out of the store from then on, so that nothing lists it any more, and the log says so once. For several threads at once.
 */
final class FrameReader {

    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

    private final FrameStore store;
    private final FrameVersions versions = new FrameVersions();

    FrameReader(FrameStore store) {
        this.store = store;
    }

    /** What is read of a frame. */
    @FunctionalInterface
    interface Reading<T> {
        T of(StoredFrame frame) throws IOException;
    }

    /**
     * Reads something of a frame.
     *
     * @throws MalformedGribException if it is damaged
     */
    <T> T read(StoredFrame frame, Reading<T> reading) throws IOException {
        try {
            return reading.of(frame);
        } catch (MalformedGribException e) {
            store.verify(List.of(frame)).forEach(damage -> LOG.warn("a frame is left out: {}", damage));
            throw e;
        }
    }

    /**
     * The version of a frame; its message is read once.
     *
     * @throws MalformedGribException if it is damaged
     */
    FrameVersion version(StoredFrame frame) throws IOException {
        return read(frame, versions::of);
    }
}
