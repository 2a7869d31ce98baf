package amagumo.server.training;

import amagumo.model.train.TrainingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which stores a training learns from, and which ones validate it. Windows never cross stores.
 *
 * @param learnt the directories of the stores to learn from, at least one
 * @param heldOut those for choosing the best weights, which training does not see; if empty, a part of each store that
 *     is learnt from is used
 * @param allWindows whether every window is used for learning and none for validation
 */
public record TrainingStores(List<Path> learnt, List<Path> heldOut, boolean allWindows) {

    public TrainingStores {
        learnt = List.copyOf(learnt);
        heldOut = List.copyOf(heldOut);
        if (learnt.isEmpty()) {
            throw new IllegalArgumentException("a training needs a store to learn from");
        }
        if (allWindows && !heldOut.isEmpty()) {
            throw new IllegalArgumentException(
                    "either all windows are trained on and none validated on, or a store is validated on: not both");
        }
    }

    /**
     * Opens the stores.
     *
     * @param notes gets what a user should know about damage and how stores are divided, one sentence each
     */
    List<TrainingStore> open(Consumer<String> notes) throws IOException {
        List<TrainingStore> opened = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (Path store : learnt) {
            String name = name(store, names);
            opened.add(
                    allWindows || !heldOut.isEmpty()
                            ? TrainingStore.whole(store, name)
                            : TrainingStore.split(store, name, notes));
        }
        for (Path store : heldOut) {
            opened.add(TrainingStore.heldOut(store, name(store, names)));
        }
        return opened;
    }

    /** The last part of a store's path, with a number after it if two have the same name. */
    private static String name(Path store, Map<String, Integer> names) {
        String last = store.toAbsolutePath().normalize().getFileName().toString();
        int count = names.merge(last, 1, Integer::sum);
        return count == 1 ? last : last + "-" + count;
    }
}
