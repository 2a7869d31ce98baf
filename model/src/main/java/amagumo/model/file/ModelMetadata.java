package amagumo.model.file;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.Conditions;
import amagumo.model.pixel.OutputMapping;
import amagumo.model.pixel.PixelMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model file says about its network: how to feed it, what it fits, where it comes from. It is {@code model.json}
 * without the list of entries.
 *
 * @param format always {@value #FORMAT}
 * @param formatVersion always {@value #VERSION}
 * @param name the name under which forecasts state what made them
 * @param network the shape of the network
 * @param patch side of the square of pixels that is one position of the network
 * @param poolFactor side of the square of radar cells whose mean is one pixel
 * @param pixelMap from rain rate to pixel
 * @param outputMapping from pixel to rain rate
 * @param exceedanceMmH thresholds in mm/h, increasing. A network that forecasts only rain rates has none. Any other
 *     also forecasts a field for each: the probability of reaching it where the one before is reached; such a network
 *     is told {@link Conditions}
 * @param networkShare how much of a forecast comes from the network, above 0 and at most 1; the rest, in mm/h, is its
 *     first guess, so it is below 1 only if there is one
 * @param frame the coordinates in which the network sees the rain
 * @param data the stores it was trained on, at least one, and those it was validated on
 * @param steps how many training steps it was trained for
 * @param training the settings of the training, by name
 * @param scores how well it did on validation, by name of the score
 * @param versions versions of the software that made it, by name
 */
public record ModelMetadata(
        String format,
        int formatVersion,
        String name,
        EncoderForecasterConfig network,
        int patch,
        int poolFactor,
        PixelMap pixelMap,
        OutputMapping outputMapping,
        List<Float> exceedanceMmH,
        double networkShare,
        ReferenceFrame frame,
        List<TrainingData> data,
        long steps,
        Map<String, String> training,
        Map<String, Double> scores,
        Map<String, String> versions) {

    public static final String FORMAT = "amagumo-model";
    public static final int VERSION = 2;

    /**
     * Cells may be smaller or larger than those trained on by this factor: cells of a latitude-longitude grid vary that
     * much.
     */
    private static final double CELL_TOLERANCE = 1.25;

    private static final int MAX_PATCH = 64;
    private static final int MAX_POOL = 64;

    public ModelMetadata {
        if (!format.equals(FORMAT) || formatVersion != VERSION) {
            throw new IllegalArgumentException(
                    "its format is '%s' %d, not '%s' %d".formatted(format, formatVersion, FORMAT, VERSION));
        }
        if (patch < 1 || patch > MAX_PATCH || poolFactor < 1 || poolFactor > MAX_POOL) {
            throw new IllegalArgumentException("a patch of %d and a pool of %d".formatted(patch, poolFactor));
        }
        exceedanceMmH = List.copyOf(exceedanceMmH);
        for (int k = 0; k < exceedanceMmH.size(); k++) {
            if (!(exceedanceMmH.get(k) > (k == 0 ? 0 : exceedanceMmH.get(k - 1)))) {
                throw new IllegalArgumentException("the thresholds %s do not increase".formatted(exceedanceMmH));
            }
        }
        int told = exceedanceMmH.isEmpty() ? 0 : Conditions.COUNT;
        if (network.inputChannels() != patch * patch + told
                || network.outputChannels() != patch * patch
                || network.fields() != 1 + exceedanceMmH.size()) {
            throw new IllegalArgumentException(
                    "%d channels in and %d fields of %d out do not fit a patch of %d and %d thresholds"
                            .formatted(
                                    network.inputChannels(),
                                    network.fields(),
                                    network.outputChannels(),
                                    patch,
                                    exceedanceMmH.size()));
        }
        if (!(networkShare > 0 && networkShare <= 1) || networkShare < 1 && !network.firstGuess()) {
            throw new IllegalArgumentException("a network's share of %s %s a first guess"
                    .formatted(networkShare, network.firstGuess() ? "with" : "without"));
        }
        data = List.copyOf(data);
        if (data.stream().noneMatch(ModelMetadata::trainedOn)) {
            throw new IllegalArgumentException("no training data are named");
        }
        training = Collections.unmodifiableMap(new TreeMap<>(training));
        scores = Collections.unmodifiableMap(new TreeMap<>(scores));
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** The same model with another share for its network. */
    public ModelMetadata withNetworkShare(double share) {
        return new ModelMetadata(
                format,
                formatVersion,
                name,
                network,
                patch,
                poolFactor,
                pixelMap,
                outputMapping,
                exceedanceMmH,
                share,
                frame,
                data,
                steps,
                training,
                scores,
                versions);
    }

    /**
     * The same model, recorded as trained from another one's weights: it has also learnt what that one had, and its
     * steps follow that one's. A store that both learnt from is named once, from its earliest time to its latest.
     */
    public ModelMetadata continuing(ModelMetadata earlier) {
        List<TrainingData> all = new ArrayList<>(data);
        for (TrainingData before : earlier.data) {
            int same = IntStream.range(0, all.size())
                    .filter(i -> all.get(i).isOfSameStoreAs(before))
                    .findFirst()
                    .orElse(-1);
            if (same >= 0) {
                all.set(same, all.get(same).spanning(before));
            } else if (trainedOn(before)) {
                all.add(before);
            }
        }
        return new ModelMetadata(
                format,
                formatVersion,
                name,
                network,
                patch,
                poolFactor,
                pixelMap,
                outputMapping,
                exceedanceMmH,
                networkShare,
                frame,
                all,
                earlier.steps + steps,
                training,
                scores,
                versions);
    }

    /** The steps it was trained on, in minutes, ascending. */
    public List<Integer> stepsMinutes() {
        return data.stream()
                .filter(ModelMetadata::trainedOn)
                .map(TrainingData::stepMinutes)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean trainedOn(TrainingData store) {
        return store.trainingWindows() > 0;
    }

    /**
     * Why this model cannot forecast such frames, as a sentence; empty if it can. It can if both the step and, within a
     * quarter, the size of the cells lie between the smallest and the largest that it was trained on.
     */
    public Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        List<Integer> known = stepsMinutes();
        if (stepMinutes < known.get(0) || stepMinutes > known.get(known.size() - 1)) {
            return Optional.of("model %s was trained on steps of %s minutes and cannot forecast frames %d minutes apart"
                    .formatted(
                            name, known.stream().map(String::valueOf).collect(Collectors.joining(", ")), stepMinutes));
        }
        double cell = TrainingData.cellKm(grid);
        double[] cells = data.stream()
                .filter(ModelMetadata::trainedOn)
                .mapToDouble(TrainingData::cellKm)
                .sorted()
                .toArray();
        double smallest = cells[0];
        double largest = cells[cells.length - 1];
        if (cell < smallest / CELL_TOLERANCE || cell > largest * CELL_TOLERANCE) {
            return Optional.of("model %s was trained on cells of %.2f to %.2f km and cannot forecast cells of %.2f km"
                    .formatted(name, smallest, largest, cell));
        }
        int smallestSide = poolFactor * patch;
        if (Math.min(grid.nx(), grid.ny()) < smallestSide) {
            return Optional.of("model %s needs at least %d x %d cells, not %d x %d"
                    .formatted(name, smallestSide, smallestSide, grid.nx(), grid.ny()));
        }
        return Optional.empty();
    }
}
