package amagumo.server.operation;

import java.util.List;

/**
 * Whether the server is of use: all of its conditions hold.
 *
 * @param conditions each with a name of its own
 */
public record Readiness(List<Condition> conditions) {

    public Readiness {
        conditions = List.copyOf(conditions);
        if (conditions.stream().map(Condition::name).distinct().count() != conditions.size()) {
            throw new IllegalArgumentException("two conditions have the same name");
        }
    }

    /** How each condition is now, in their order. */
    public List<Condition.State> check() {
        return conditions.stream().map(Condition::check).toList();
    }
}
