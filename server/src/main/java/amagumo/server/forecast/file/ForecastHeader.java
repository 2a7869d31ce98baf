package amagumo.server.forecast.file;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.FrameVersion;
import amagumo.ingest.window.Gap;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import java.time.Instant;
import java.util.List;

/**
 * What a kept forecast says of itself: where and when it is valid, and all that it came from. It is the file's {@code
 * forecast.json}.
 *
 * @param formatVersion always {@value #FORMAT}
 * @param nowcaster what the service calls the nowcaster that made it, such as {@code convlstm}
 * @param madeBy what the nowcaster calls itself: of a model, the model's name
 * @param modelVersion SHA-256 of the model file, empty if the nowcaster learns nothing
 * @param baseTime valid time of the last frame that was observed, UTC
 * @param stepMinutes time between two leads, at least 1
 * @param grid where the cells lie
 * @param inputs the frames it was made from, oldest first
 * @param gaps frames that were missing after the base time though newer ones were there: a forecast begins at the newest
 *     time that has five frames in a row
 * @param source what the observed values were made from, in a sentence; empty if they are those of the radar files
 *     themselves
 * @param madeAt when it was made, by the clock of who made it
 * @param software name and version of the program that made it
 * @param thresholdsMmH the rain rates of which the probability of reaching them is kept too, increasing; none if the
 *     nowcaster gives no probabilities
 * @param pictures the versions of the leads' pictures, nearest first
 * @param version changes whenever anything else does but {@code madeAt}: 32 hexadecimal digits
 */
public record ForecastHeader(
        int formatVersion,
        String nowcaster,
        String madeBy,
        String modelVersion,
        Instant baseTime,
        int stepMinutes,
        RadarGrid grid,
        List<Input> inputs,
        List<Gap> gaps,
        String source,
        Instant madeAt,
        String software,
        List<Float> thresholdsMmH,
        List<String> pictures,
        String version) {

    /** Format 1 had no {@code thresholdsMmH}; it is read as this one is, without any. */
    public static final int FORMAT = 2;

    private static final int MOST_THRESHOLDS = 20;

    /**
     * A frame that the forecast was made from.
     *
     * @param validTime of the frame, UTC
     * @param frameVersion its {@link FrameVersion}
     * @param pictureVersion of its picture
     */
    public record Input(Instant validTime, String frameVersion, String pictureVersion) {}

    public ForecastHeader {
        inputs = List.copyOf(inputs);
        gaps = List.copyOf(gaps);
        thresholdsMmH = List.copyOf(thresholdsMmH);
        pictures = List.copyOf(pictures);
        if (formatVersion != FORMAT) {
            throw new IllegalArgumentException("its format is %d, not %d".formatted(formatVersion, FORMAT));
        }
        if (stepMinutes < 1) {
            throw new IllegalArgumentException("a step of %d minutes".formatted(stepMinutes));
        }
        if (inputs.size() != NowcastInput.FRAMES || pictures.size() != Nowcast.LEADS) {
            throw new IllegalArgumentException("%d frames in and %d out instead of %d and %d"
                    .formatted(inputs.size(), pictures.size(), NowcastInput.FRAMES, Nowcast.LEADS));
        }
        if (thresholdsMmH.size() > MOST_THRESHOLDS || !isIncreasing(thresholdsMmH)) {
            throw new IllegalArgumentException("%s are not thresholds".formatted(thresholdsMmH));
        }
        if (!version.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("'%s' is not a version: 32 hexadecimal digits".formatted(version));
        }
    }

    private static boolean isIncreasing(List<Float> thresholdsMmH) {
        float below = 0;
        for (float threshold : thresholdsMmH) {
            if (!(threshold > below)) {
                return false;
            }
            below = threshold;
        }
        return true;
    }

    /** Which forecast it is. */
    public ForecastKey key() {
        return new ForecastKey(baseTime, nowcaster);
    }
}
