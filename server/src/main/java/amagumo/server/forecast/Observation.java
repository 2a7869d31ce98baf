package amagumo.server.forecast;

import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.store.VersionedFrame;
import amagumo.server.render.FramePng;
import java.io.IOException;

/**
 * An observed frame of one version: its picture and its rain rates are from one read of one message, so that they agree
 * whatever becomes of its time.
 *
 * @param version of the message
 * @param frame what it shows
 */
public record Observation(FrameVersion version, KeptFrame frame) {

    /** Reads, draws and packs a stored frame. */
    static Observation of(StoredFrame stored) throws IOException {
        VersionedFrame read = stored.read();
        Picture picture = Picture.of(FramePng.mercator(read.frame()));
        return new Observation(
                read.version(),
                KeptFrame.of(stored.validTime(), picture, read.frame().values()));
    }
}
