package amagumo.server.api;

import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.operation.Metrics;
import io.javalin.http.Context;
import java.util.Set;

/** {@code /metrics}: the meters, for Prometheus. */
final class MetricsResource implements Resource {

    private final Metrics metrics;

    MetricsResource(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void addTo(Routes routes) {
        routes.getForOperations("/metrics", Set.of(), this::scrape);
    }

    private void scrape(Context context) {
        context.header("Cache-Control", "no-store")
                .contentType(Metrics.MEDIA_TYPE)
                .result(metrics.scrape());
    }
}
