package amagumo.ingest.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** When the fields of a series are valid: the coordinates of a file's dimension {@code time}. */
public sealed interface SeriesAxis {

    /** When each field is valid, UTC: the end of its interval, strictly ascending. */
    List<Instant> validTimes();

    /** Length of each field's interval in minutes, 0 for instantaneous values. */
    int intervalMinutes();

    /** Fields at times. */
    record Times(List<Instant> validTimes, int intervalMinutes) implements SeriesAxis {

        public Times {
            validTimes = List.copyOf(validTimes);
            if (validTimes.isEmpty() || intervalMinutes < 0) {
                throw new IllegalArgumentException(
                        "%d times of intervals of %d minutes".formatted(validTimes.size(), intervalMinutes));
            }
            for (int i = 1; i < validTimes.size(); i++) {
                if (!validTimes.get(i - 1).isBefore(validTimes.get(i))) {
                    throw new IllegalArgumentException("times do not ascend at " + validTimes.get(i));
                }
            }
        }
    }

    /**
     * Forecast fields; lead time and base time are coordinates too.
     *
     * @param baseTime when the last observation is valid, UTC
     * @param stepMinutes minutes between two leads, at least 1; the first lead is one step after the base time
     * @param count number of leads, at least 1
     */
    record Forecast(Instant baseTime, int stepMinutes, int count) implements SeriesAxis {

        public Forecast {
            if (stepMinutes < 1 || count < 1) {
                throw new IllegalArgumentException("%d leads of %d minutes".formatted(count, stepMinutes));
            }
        }

        /** Lead times in minutes. */
        public List<Integer> leadMinutes() {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(lead -> lead * stepMinutes)
                    .toList();
        }

        @Override
        public List<Instant> validTimes() {
            return leadMinutes().stream()
                    .map(minutes -> baseTime.plus(Duration.ofMinutes(minutes)))
                    .toList();
        }

        @Override
        public int intervalMinutes() {
            return stepMinutes;
        }
    }
}
