package amagumo.server.api;

import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Requester;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.registry.CorruptModelException;
import amagumo.server.registry.ModelListing;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.RefusedMoveException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Set;

/** The models that the server has had, and which of them serves. */
final class ModelResource implements Resource {

    private static final String PATH = Api.V1 + "/models";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST_LETTERS = 1000;

    private final ModelRegistry models;

    ModelResource(ModelRegistry models) {
        this.models = models;
    }

    /** Why aliases are to be moved; the history keeps it. */
    private record Reason(String why) {}

    @Override
    public void addTo(Routes routes) {
        routes.explain(RefusedMoveException.class, HttpStatus.CONFLICT);
        routes.explain(CorruptModelException.class, HttpStatus.CONFLICT);
        routes.getForOperations(PATH, Set.of("limit", "before"), this::list);
        routes.getForOperations(PATH + "/{version}", Set.of(), this::version);
        routes.post(PATH + "/{version}/promote", Set.of(), this::promote);
        routes.post(PATH + "/rollback", Set.of(), this::rollBack);
    }

    private void list(Context context) {
        int limit = Parameters.whole(context, "limit", 1, ModelListing.MOST).orElse(DEFAULT_LIMIT);
        long before = Parameters.serial(context, "before").orElse(Long.MAX_VALUE);
        Json.answerOnce(context, ModelListing.of(models, before, limit));
    }

    private void version(Context context) {
        long number = number(context);
        Json.answerOnce(
                context,
                models.find(number)
                        .map(version -> ModelListing.version(version, models.aliases()))
                        .orElseThrow(() -> unknown(number)));
    }

    private void promote(Context context, byte[] body) throws IOException {
        String why = why(body);
        long number = number(context);
        if (models.find(number).isEmpty()) {
            throw unknown(number);
        }
        models.promote(models.aliases(), number, Requester.name(context), why);
        answerMoved(context);
    }

    private void rollBack(Context context, byte[] body) throws IOException {
        models.rollBack(models.aliases(), Requester.name(context), why(body));
        answerMoved(context);
    }

    /** With the newest version, what aliases stand for now, and the move. */
    private void answerMoved(Context context) {
        Json.answerOnce(context, ModelListing.of(models, Long.MAX_VALUE, 1));
    }

    private static String why(byte[] body) {
        String why = Json.read(body, Reason.class).why();
        if (why == null || why.isBlank() || why.length() > MOST_LETTERS) {
            throw ProblemException.badRequest(
                    "the field 'why' of the body says why, in 1 to %d letters".formatted(MOST_LETTERS));
        }
        return why;
    }

    private static long number(Context context) {
        return Parameters.serial("the number of a model version", context.pathParam("version"));
    }

    private static ProblemException unknown(long number) {
        return ProblemException.notFound("there is no model version %d".formatted(number));
    }
}
