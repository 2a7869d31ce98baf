package amagumo.server.forecast;

import amagumo.ingest.archive.ArchiveItem;
import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.archive.Refused;
import amagumo.ingest.archive.RefusedFileException;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.jma.PackedRain;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.NowcastInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The frames that a forecast is made of, read from where a user says that they are. */
public final class ForecastInputs {

    private ForecastInputs() {}

    /**
     * Reads radar files, in any order.
     *
     * @param paths files, archives and directories of them; {@code -} is standard input
     * @throws RefusedFileException if one cannot be read
     * @throws UnsuitableFileException if one is not rain, unless it is the member of an archive
     * @throws UnsuitableFramesException if they are not five equally spaced frames of one grid
     */
    public static NowcastInput ofFiles(List<String> paths, InputStream standardInput) throws IOException {
        try (ArchiveStream stream = new ArchiveStream(paths, standardInput)) {
            return of(stream, Bounds.NONE);
        }
    }

    /**
     * Reads radar files, as {@link #ofFiles} does.
     *
     * @param bounds of what is decoded
     */
    static NowcastInput of(ArchiveStream stream, Bounds bounds) throws IOException {
        List<RadarFrame> frames = new ArrayList<>();
        for (Optional<ArchiveItem> item = stream.next(); item.isPresent(); item = stream.next()) {
            bounds.goOn().run();
            if (item.get() instanceof NamedFile file) {
                List<PackedRain> rain = rain(file);
                if (frames.size() + rain.size() > NowcastInput.FRAMES) {
                    throw new UnsuitableFramesException(
                            "there are more than %d frames of rain".formatted(NowcastInput.FRAMES));
                }
                for (PackedRain packed : rain) {
                    bounds.require(packed.grid(), file.label());
                    bounds.goOn().run();
                    frames.add(packed.decode(Optional.empty()).frame());
                }
            } else if (item.get() instanceof Refused refused) {
                throw new RefusedFileException(refused);
            }
        }
        return input(frames);
    }

    private static List<PackedRain> rain(NamedFile file) throws IOException {
        try {
            return JmaRain.packed(file.label(), file.bytes());
        } catch (UnsuitableFileException e) {
            if (file.member().isPresent()) {
                return List.of(); // the tars that JMA distributes hold echo tops too
            }
            throw e;
        }
    }

    /**
     * How much of what somebody brings is decoded.
     *
     * @param mostCells of a frame
     * @param mostASide rows and columns: each row of a field takes memory of its own
     * @param goOn looked at before each file and frame; it throws if there is no more time
     */
    record Bounds(long mostCells, int mostASide, Runnable goOn) {

        private static final Bounds NONE = new Bounds(Long.MAX_VALUE, Integer.MAX_VALUE, () -> {});

        private void require(RadarGrid grid, String file) throws UnsuitableFramesException {
            if (grid.cells() > mostCells || grid.nx() > mostASide || grid.ny() > mostASide) {
                throw new UnsuitableFramesException("%s: a frame of %d x %d cells; at most %d are forecast, %d a side"
                        .formatted(file, grid.nx(), grid.ny(), mostCells, mostASide));
            }
        }
    }

    /**
     * Reads frames of a store.
     *
     * @param baseTime valid time of the last one; by default the newest that has the frames before it, as a server takes it
     * @param damage is told of frames that are left out because they are damaged, one sentence each
     * @throws UnsuitableFramesException if one of the five is not there
     */
    public static NowcastInput ofStore(Path directory, Optional<Instant> baseTime, Consumer<String> damage)
            throws IOException {
        FrameStore store = FrameStore.open(directory);
        InputFrames inputs = baseTime.isPresent()
                ? at(store, baseTime.get())
                : InputFrames.newestUndamaged(store, damage)
                        .orElseThrow(
                                () -> new UnsuitableFramesException("%s: the store does not have %d frames in a row"
                                        .formatted(directory, NowcastInput.FRAMES)));
        List<RadarFrame> frames = new ArrayList<>();
        for (StoredFrame frame : inputs.frames()) {
            frames.add(frame.read(store.grid().allCells()));
        }
        return input(frames);
    }

    private static InputFrames at(FrameStore store, Instant baseTime) throws UnsuitableFramesException {
        Optional<InputFrames> inputs = InputFrames.at(store, baseTime);
        if (inputs.isEmpty()) {
            List<Instant> missing = InputFrames.times(baseTime, store.stepMinutes()).stream()
                    .filter(time -> !store.contains(time))
                    .toList();
            throw new UnsuitableFramesException("%s: a forecast at %s needs the frame of %s, which is not there"
                    .formatted(store.directory(), baseTime, missing.get(0)));
        }
        return inputs.get();
    }

    private static NowcastInput input(List<RadarFrame> frames) throws UnsuitableFramesException {
        try {
            return NowcastInput.of(frames);
        } catch (IllegalArgumentException e) {
            throw new UnsuitableFramesException(e.getMessage());
        }
    }
}
