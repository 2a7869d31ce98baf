package amagumo.model.train;

import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a model file says about the training that made it. */
final class Descriptions {

    /** The name of a network that is not a model yet. */
    private static final String CANDIDATE = "candidate";

    private Descriptions() {}

    /** The description of a network in training, after this many steps. */
    static ModelMetadata ofCandidate(TrainingConfig config, List<TrainingData> data, long steps) {
        return metadata(CANDIDATE, "", config, data, steps, Map.of());
    }

    static ModelMetadata metadata(
            String name,
            String software,
            TrainingConfig config,
            List<TrainingData> data,
            long steps,
            Map<String, Double> scores) {
        Map<String, Double> known = new TreeMap<>(scores);
        known.values().removeIf(score -> Double.isNaN(score));
        return new ModelMetadata(
                ModelMetadata.FORMAT,
                ModelMetadata.VERSION,
                name,
                config.network(),
                config.patch(),
                config.poolFactor(),
                config.pixelMap(),
                config.outputMapping(),
                config.exceedanceMmH(),
                1,
                config.frame(),
                data,
                steps,
                settings(config),
                known,
                Map.of("software", software, "java", System.getProperty("java.version")));
    }

    private static Map<String, String> settings(TrainingConfig config) {
        return Map.of(
                "seed", Long.toString(config.seed()),
                "crop", Integer.toString(config.crop()),
                "batch", Integer.toString(config.batch()),
                "loss", config.objective().name().toLowerCase(Locale.ROOT),
                "optimizer", config.optimizer().name().toLowerCase(Locale.ROOT),
                "learningRate", config.schedule().toString(),
                "clip", Double.toString(config.clip()),
                "l2", Double.toString(config.l2()));
    }
}
