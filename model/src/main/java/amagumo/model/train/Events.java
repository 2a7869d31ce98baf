package amagumo.model.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds which stores show the same weather: those whose frames overlap in time, directly or through other stores. */
final class Events {

    private Events() {}

    /**
     * The events that the stores belong to.
     *
     * @return for each event the positions of its stores in the list
     */
    static List<List<Integer>> of(List<TrainingStore> stores) {
        List<Integer> byStart = IntStream.range(0, stores.size())
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer store) -> stores.get(store).data().firstTime()))
                .toList();
        List<List<Integer>> events = new ArrayList<>();
        Instant end = Instant.MIN;
        for (int store : byStart) {
            if (stores.get(store).data().firstTime().isAfter(end)) {
                events.add(new ArrayList<>());
            }
            events.get(events.size() - 1).add(store);
            Instant last = stores.get(store).data().lastTime();
            end = last.isAfter(end) ? last : end;
        }
        return events;
    }
}
