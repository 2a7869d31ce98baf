package amagumo.server.forecast;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.model.motion.MotionField;
import amagumo.model.nowcast.NowcastInput;
import amagumo.server.cache.OverloadedException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The motions that the frames of a store show, each estimated once and kept while it is asked for. One is estimated at a
 * time: for all Japan that takes a second or two and a few hundred megabytes. For several threads at once.
 */
final class Motions {

    private static final int MOST = 1000;
    private static final int VERSION_DIGITS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final FrameStore store;
    private final FrameReader reader;
    private final Cache<String, RainMotion> known =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final ReentrantLock estimating = new ReentrantLock();

    Motions(FrameStore store, FrameReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** The version of the motion up to a frame; nothing if the frame before it is not in the store. */
    Optional<String> version(Instant validTime) throws IOException {
        List<StoredFrame> frames = framesUpTo(validTime);
        return frames.size() < 2 ? Optional.empty() : Optional.of(version(frames));
    }

    /**
     * The motion up to a frame, from it and those before it, five at most as in a forecast.
     *
     * @return nothing if the store does not have the frame and the one before it
     * @throws OverloadedException if it has to be estimated, and so many others have to be that it would take long
     */
    Optional<RainMotion> find(Instant validTime) throws IOException {
        List<StoredFrame> frames = framesUpTo(validTime);
        if (frames.size() < 2) {
            return Optional.empty();
        }
        String version = version(frames);
        RainMotion motion = known.getIfPresent(version);
        return Optional.of(motion == null ? estimated(version, frames) : motion);
    }

    private RainMotion estimated(String version, List<StoredFrame> frames) throws IOException {
        takeTurn();
        try {
            RainMotion meanwhile = known.getIfPresent(version);
            if (meanwhile != null) {
                return meanwhile;
            }
            List<float[][]> rates = new ArrayList<>();
            for (StoredFrame frame : frames) {
                rates.add(reader.read(frame, whole -> whole.read(store.grid().allCells()))
                        .values());
            }
            RainMotion motion = RainMotion.of(version, store.stepMinutes(), MotionField.estimate(rates), store.grid());
            known.put(version, motion);
            return motion;
        } finally {
            estimating.unlock();
        }
    }

    private void takeTurn() {
        try {
            if (!estimating.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OverloadedException("other motions are being estimated");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("the server stops");
        }
    }

    /** The whole frames in a row that end at a time, oldest first, as many as a forecast is made from at most. */
    private List<StoredFrame> framesUpTo(Instant validTime) throws IOException {
        List<StoredFrame> frames = new ArrayList<>();
        if (store.isThere()) {
            Optional<StoredFrame> frame = store.find(validTime);
            for (int i = 1; frame.isPresent() && frames.size() < NowcastInput.FRAMES && isWhole(frame.get()); i++) {
                frames.add(0, frame.get());
                frame = store.find(validTime.minus(Duration.ofMinutes((long) i * store.stepMinutes())));
            }
        }
        return frames;
    }

    private boolean isWhole(StoredFrame frame) throws IOException {
        try {
            reader.version(frame);
            return true;
        } catch (MalformedGribException e) {
            return false;
        }
    }

    private String version(List<StoredFrame> frames) throws IOException {
        StringBuilder all = new StringBuilder();
        for (StoredFrame frame : frames) {
            all.append(reader.version(frame).hex()).append('\n');
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
    }
}
