package amagumo.server.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Whether the server is of use: all of its conditions hold. For several threads at once. */
public final class Readiness {

    /** How long all conditions together are looked at, such as a database that does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_THREADS = 8;

    private final List<Condition> conditions;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_THREADS, work -> {
        Thread made = new Thread(work, "readiness");
        made.setDaemon(true);
        return made;
    });

    /**
     * @param conditions each with a name of its own
     */
    public Readiness(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
        if (conditions.stream().map(Condition::name).distinct().count() != conditions.size()) {
            throw new IllegalArgumentException("two conditions have the same name");
        }
    }

    /**
     * How each condition is now, in their order. What cannot be found out within some seconds does not hold.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Condition.State> check() throws InterruptedException {
        List<Future<Condition.State>> checks = threads.invokeAll(
                conditions.stream().map(Condition::asCallable).toList(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        List<Condition.State> states = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            states.add(state(conditions.get(i), checks.get(i)));
        }
        return states;
    }

    private static Condition.State state(Condition condition, Future<Condition.State> check)
            throws InterruptedException {
        try {
            return check.get();
        } catch (CancellationException e) {
            return new Condition.State(
                    condition.name(), false, "there was no answer within %d s".formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a condition's check says what it cannot find out", e);
        }
    }
}
