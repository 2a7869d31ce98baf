package amagumo.server.config;

import amagumo.ingest.window.LastingSplit;
import amagumo.model.evaluation.gate.GateCriteria;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * How a server trains models and when it lets one serve.
 *
 * @param trainAt the time of the day, UTC, at which it trains; never by itself without one
 * @param split which times are learnt from and which are kept to judge by
 * @param training how it trains
 * @param gate what a challenger must show
 * @param judgedPeriod how far back the windows lie that it must show it on
 * @param wetFraction a window counts whose last observed frame has rain of 0.5 mm/h on at least this share of its cells
 */
public record ModelSettings(
        Optional<LocalTime> trainAt,
        LastingSplit split,
        Training training,
        GateCriteria gate,
        Duration judgedPeriod,
        double wetFraction) {

    /**
     * How a challenger is trained.
     *
     * @param period how far back the frames lie that it learns from
     * @param reference stores that it learns from beside them
     * @param time how long it takes
     * @param memoryOctets how much memory its process may use
     * @param learningRate all the time, above 0
     * @param crop side of a sample in pixels, at most
     * @param batch samples a step
     * @param workers how many threads compute
     */
    public record Training(
            Duration period,
            List<Path> reference,
            Duration time,
            long memoryOctets,
            double learningRate,
            int crop,
            int batch,
            int workers) {

        public Training {
            reference = List.copyOf(reference);
            if (period.toMinutes() < 1 || time.toSeconds() < 1 || memoryOctets < 512L << 20) {
                throw new IllegalArgumentException(
                        "training needs a period, some time and 512 MiB, not %s, %s and %d octets"
                                .formatted(period, time, memoryOctets));
            }
            if (!(learningRate > 0) || crop < 1 || batch < 1 || workers < 1) {
                throw new IllegalArgumentException("a learning rate of %s, a crop of %d, a batch of %d, %d workers"
                        .formatted(learningRate, crop, batch, workers));
            }
        }
    }

    public ModelSettings {
        if (judgedPeriod.toMinutes() < 1 || !(wetFraction >= 0 && wetFraction <= 1)) {
            throw new IllegalArgumentException(
                    "judged on %s, wet from a share of %s".formatted(judgedPeriod, wetFraction));
        }
    }

    static ModelSettings of(Config config) {
        try {
            Config gate = config.getConfig("gate");
            return new ModelSettings(
                    trainAt(config),
                    new LastingSplit(
                            config.getDuration("split.block"),
                            config.getInt("split.blocks"),
                            config.getDuration("split.guard")),
                    training(config.getConfig("training")),
                    new GateCriteria(
                            gate.getDouble("mse-ratio"),
                            gate.getDouble("csi-gain"),
                            gate.getDouble("confidence"),
                            gate.getInt("least-windows"),
                            gate.getInt("least-blocks"),
                            config.getDuration("split.block"),
                            gate.getInt("resamples"),
                            gate.getLong("seed")),
                    gate.getDuration("period"),
                    gate.getDouble("wet-fraction"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(config.origin(), "models", e.getMessage(), e);
        }
    }

    private static Training training(Config config) {
        return new Training(
                config.getDuration("period"),
                config.getStringList("reference").stream().map(Path::of).toList(),
                config.getDuration("time"),
                config.getBytes("memory"),
                config.getDouble("learning-rate"),
                config.getInt("crop"),
                config.getInt("batch"),
                config.getInt("workers"));
    }

    private static Optional<LocalTime> trainAt(Config config) {
        if (config.getIsNull("train-at")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalTime.parse(config.getString("train-at")));
        } catch (DateTimeParseException e) {
            throw new ConfigException.BadValue(
                    config.getValue("train-at").origin(), "train-at", "not a time of the day such as 18:00", e);
        }
    }
}
