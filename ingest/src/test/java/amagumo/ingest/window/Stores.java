package amagumo.ingest.window;

import amagumo.ingest.store.EncodedFrame;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Frames;
import amagumo.ingest.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Stores of {@link Frames}. */
final class Stores {

    private Stores() {}

    /** A store of the frames with some numbers, 5 minutes apart. */
    static FrameStore of(Path directory, IntStream frames) throws IOException {
        List<EncodedFrame> encoded = frames.mapToObj(Frames::encoded).toList();
        try (StoreWriter writer = StoreWriter.open(directory, Optional.empty())) {
            writer.append(encoded, false);
        }
        return FrameStore.open(directory);
    }
}
