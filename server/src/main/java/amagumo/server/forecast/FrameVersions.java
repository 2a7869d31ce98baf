package amagumo.server.forecast;

import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoredFrame;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;

/**
 * The versions of stored frames, each read once: for a version the whole message is read. A message never changes, so
 * nothing that is kept grows old. For several threads at once.
 */
public final class FrameVersions {

    /** A month of 5-minute frames. */
    private static final int MOST = 10_000;

    private final Cache<StoredFrame, FrameVersion> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** The version of a frame. */
    public FrameVersion of(StoredFrame frame) throws IOException {
        FrameVersion version = known.getIfPresent(frame);
        if (version == null) {
            version = frame.version();
            known.put(frame, version);
        }
        return version;
    }
}
