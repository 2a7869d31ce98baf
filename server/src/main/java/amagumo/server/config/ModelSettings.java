package amagumo.server.config;

import amagumo.ingest.window.LastingSplit;
import amagumo.model.evaluation.gate.GateCriteria;
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

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final long LEAST_MEMORY = 512L << 20;
    private static final long MOST_MEMORY = 1L << 40;

    /**
     * How a challenger is trained.
     *
     * @param period how far back the frames lie that it learns from
     * @param reference stores that it learns from beside them
     * @param time how long it takes at most
     * @param steps how many steps it takes at most
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
            int steps,
            long memoryOctets,
            double learningRate,
            int crop,
            int batch,
            int workers) {

        public Training {
            reference = List.copyOf(reference);
            if (period.toMinutes() < 1 || time.toSeconds() < 1 || memoryOctets < LEAST_MEMORY) {
                throw new IllegalArgumentException(
                        "training needs a period, some time and 512 MiB, not %s, %s and %d octets"
                                .formatted(period, time, memoryOctets));
            }
            if (!(learningRate > 0) || steps < 1 || crop < 1 || batch < 1 || workers < 1) {
                throw new IllegalArgumentException(
                        "a learning rate of %s, %d steps, a crop of %d, a batch of %d, %d workers"
                                .formatted(learningRate, steps, crop, batch, workers));
            }
        }
    }

    public ModelSettings {
        if (judgedPeriod.toMinutes() < 1 || !(wetFraction >= 0 && wetFraction <= 1)) {
            throw new IllegalArgumentException(
                    "judged on %s, wet from a share of %s".formatted(judgedPeriod, wetFraction));
        }
    }

    static ModelSettings of(Section models) {
        Section split = models.section("split");
        Section gate = models.section("gate");
        Duration block = split.duration("block", Duration.ofMinutes(1), LONGEST);
        return new ModelSettings(
                models.optional("train-at", ModelSettings::timeOfDay),
                new LastingSplit(
                        block, split.whole("blocks", 3, 1000), split.duration("guard", Duration.ZERO, LONGEST)),
                training(models.section("training")),
                new GateCriteria(
                        gate.number("mse-ratio", 0.01, 10),
                        gate.number("csi-gain", -1, 1),
                        gate.number("confidence", 0.51, 0.999),
                        gate.whole("least-windows", 1, 1_000_000),
                        gate.whole("least-blocks", 2, 1_000_000),
                        block,
                        gate.whole("resamples", 100, 1_000_000),
                        gate.whole("seed", 0, Integer.MAX_VALUE)),
                gate.duration("period", Duration.ofMinutes(1), LONGEST),
                gate.number("wet-fraction", 0, 1));
    }

    private static Training training(Section training) {
        return new Training(
                training.duration("period", Duration.ofMinutes(1), LONGEST),
                training.list("reference", Path::of),
                training.duration("time", Duration.ofSeconds(1), LONGEST),
                training.whole("steps", 1, 1_000_000_000),
                training.octets("memory", LEAST_MEMORY, MOST_MEMORY),
                training.number("learning-rate", 1e-9, 1),
                training.whole("crop", 1, 4096),
                training.whole("batch", 1, 1024),
                training.whole("workers", 1, 1024));
    }

    private static LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time of the day such as 18:00", e);
        }
    }
}
