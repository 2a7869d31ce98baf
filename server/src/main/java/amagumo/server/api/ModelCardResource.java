package amagumo.server.api;

import amagumo.server.http.Json;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.registry.ModelCard;
import amagumo.server.registry.ModelRegistry;
import io.javalin.http.Context;
import java.util.Set;
import java.util.regex.Pattern;

/** What readers of forecasts may know of the model that made them; operators are told more at {@code /models}. */
final class ModelCardResource implements Resource {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final ModelRegistry models;

    ModelCardResource(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/model-cards/{sha256}", Set.of(), this::answer);
    }

    private void answer(Context context) {
        String sha256 = context.pathParam("sha256");
        if (!SHA_256.matcher(sha256).matches()) {
            throw ProblemException.badRequest("a model is named by the SHA-256 of its file, 64 hexadecimal digits");
        }
        Json.answerChanging(
                context,
                ModelCard.of(models, sha256)
                        .orElseThrow(() -> ProblemException.notFound("there is no such model, or no longer")));
    }
}
