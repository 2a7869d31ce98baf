package amagumo.server.api;

import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.operation.Condition;
import amagumo.server.operation.Readiness;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;

/** {@code /readyz}: whether the server is of use, condition by condition. */
final class ReadinessResource implements Resource {

    private static final String SECONDS_TO_LOOK_AGAIN = "10";

    private final Readiness readiness;

    ReadinessResource(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void addTo(Routes routes) {
        routes.getForOperations("/readyz", Set.of(), this::ready);
    }

    /**
     * Whether the server is of use.
     *
     * @param ready whether all conditions hold
     * @param conditions each with whether it holds, and why not
     */
    record Answer(boolean ready, List<Condition.State> conditions) {}

    private void ready(Context context) throws InterruptedException {
        List<Condition.State> conditions = readiness.check();
        boolean ready = conditions.stream().allMatch(Condition.State::holds);
        context.header("Cache-Control", "no-store");
        if (!ready) {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", SECONDS_TO_LOOK_AGAIN);
        }
        Json.answer(context, new Answer(ready, conditions));
    }
}
