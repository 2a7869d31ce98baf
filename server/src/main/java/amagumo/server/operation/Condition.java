package amagumo.server.operation;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that must hold for the server to be of use.
 *
 * @param name of the condition, a word
 * @param failure says in a sentence why it does not hold now; empty if it does. It ends soon when it is interrupted
 */
public record Condition(String name, Callable<Optional<String>> failure) {

    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    /**
     * How a condition is now.
     *
     * @param name of the condition
     * @param holds whether it holds
     * @param reason why it does not, empty if it does
     */
    public record State(String name, boolean holds, String reason) {}

    /** What looks whether it holds. What cannot be found out does not. */
    Callable<State> asCallable() {
        return this::check;
    }

    private State check() {
        try {
            Optional<String> reason = failure.call();
            return new State(name, reason.isEmpty(), reason.orElse(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody waits any more
            return new State(name, false, "this was given up");
        } catch (Exception e) {
            LOG.warn("the condition {} cannot be checked", name, e);
            return new State(name, false, "this cannot be found out; the log says why");
        }
    }
}
