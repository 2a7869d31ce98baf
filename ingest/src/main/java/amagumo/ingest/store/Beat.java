package amagumo.ingest.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The valid times that frames of a store can have, whole steps apart. A frame between two of them could not be part of
 * any window or forecast.
 *
 * @param step time between two frames
 * @param phase how much later the times are than whole steps since 1970, at least 0 and below the step
 */
record Beat(Duration step, Duration phase) {

    /** The beat that a time is on. */
    static Beat of(Instant time, int stepMinutes) {
        Duration step = Duration.ofMinutes(stepMinutes);
        return new Beat(step, Duration.ofSeconds(Math.floorMod(time.getEpochSecond(), step.toSeconds())));
    }

    /** The beat that most of the times are on; the earlier one if two are equally common. */
    static Optional<Beat> ofMost(Collection<Instant> times, int stepMinutes) {
        Map<Beat, Long> counts =
                times.stream().collect(Collectors.groupingBy(time -> of(time, stepMinutes), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Beat, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().phase(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    /** Why a frame at a time is refused, empty if the time is on the beat. */
    Optional<String> refusal(Instant time) {
        long late = Math.floorMod(time.getEpochSecond() - phase.toSeconds(), step.toSeconds());
        return late == 0
                ? Optional.empty()
                : Optional.of("its time %s lies between two frames of the store, %s and %s"
                        .formatted(
                                time,
                                time.minusSeconds(late),
                                time.minusSeconds(late).plus(step)));
    }
}
