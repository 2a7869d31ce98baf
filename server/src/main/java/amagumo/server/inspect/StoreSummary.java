package amagumo.server.inspect;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.Gap;
import amagumo.ingest.window.WindowIndex;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code windows --json} prints; the names are a contract.
 *
 * @param frames how many
 * @param stepMinutes distance between two frames
 * @param windows how many windows there are
 * @param gaps frames missing between others, in order
 * @param days days (UTC) with frames, in order
 */
public record StoreSummary(int frames, int stepMinutes, int windows, List<GapSummary> gaps, List<Day> days) {

    /**
     * Missing frames.
     *
     * @param from valid time of the first
     * @param to valid time of the last
     * @param missing how many
     */
    public record GapSummary(String from, String to, long missing) {}

    /**
     * A day.
     *
     * @param day such as 2024-03-01
     * @param frames how many are valid on it
     * @param wet mean of the frames' wet fractions, 0 to 1
     */
    public record Day(String day, int frames, double wet) {}

    /** Sums up a store and its windows. */
    public static StoreSummary of(FrameStore store, WindowIndex index) {
        List<GapSummary> gaps = Gap.between(store.times(), store.stepMinutes()).stream()
                .map(gap -> new GapSummary(gap.from().toString(), gap.to().toString(), gap.missing()))
                .toList();
        Map<LocalDate, List<Instant>> byDay = store.times().stream()
                .collect(Collectors.groupingBy(
                        time -> LocalDate.ofInstant(time, ZoneOffset.UTC), TreeMap::new, Collectors.toList()));
        List<Day> days = byDay.entrySet().stream()
                .map(day -> new Day(
                        day.getKey().toString(),
                        day.getValue().size(),
                        day.getValue().stream()
                                .mapToDouble(store::wetFraction)
                                .average()
                                .orElseThrow()))
                .toList();
        return new StoreSummary(
                store.times().size(), store.stepMinutes(), index.windows().size(), gaps, days);
    }

    /** Indented JSON. */
    public String toJson() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary cannot be written as JSON", e);
        }
    }
}
