package amagumo.server.door.edr;

import amagumo.ingest.radar.RadarGrid;
import amagumo.server.forecast.Cell;
import amagumo.server.forecast.RateSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Rain rates on a grid at some times: a collection, or an instance of one.
 *
 * @param path below that of all collections
 * @param id within those
 * @param title for people
 * @param description for people
 * @param grid where the cells lie
 * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
 * @param times valid times, ascending, at least one
 * @param hasInstances whether there are others of the kind that can be asked for by their base time
 * @param rates what it holds
 */
record RainCollection(
        String path,
        String id,
        String title,
        String description,
        RadarGrid grid,
        String provenance,
        List<Instant> times,
        boolean hasInstances,
        Rates rates) {

    /** Finds the rates of a cell. */
    interface Rates {
        /** In mm/h from one time to another, at all times of the collection between them, or more. */
        RateSeries of(Cell cell, Instant first, Instant last) throws IOException;
    }

    RainCollection {
        times = List.copyOf(times);
        if (times.isEmpty()) {
            throw new IllegalArgumentException("a collection without a time");
        }
    }

    /** The rates of a cell by valid time in mm/h, NaN where missing; none if there is none in the interval. */
    NavigableMap<Instant, Float> ratesOf(Cell cell, TimeInterval interval) throws IOException {
        List<Instant> asked = times.stream().filter(interval::contains).toList();
        NavigableMap<Instant, Float> found = new TreeMap<>();
        if (!asked.isEmpty()) {
            NavigableMap<Instant, Float> known =
                    rates.of(cell, asked.get(0), asked.get(asked.size() - 1)).ratesMmH();
            asked.stream().filter(known::containsKey).forEach(time -> found.put(time, known.get(time)));
        }
        return found;
    }
}
