package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.http.Resource;
import amagumo.server.operation.Metrics;
import amagumo.server.operation.Readiness;
import amagumo.server.source.SourceState;
import amagumo.server.verification.ScoreStore;
import java.util.List;

/** Everything that the server answers. A new resource is registered here and described in {@code openapi.json}. */
public final class Api {

    /** What the addresses of the API begin with. */
    static final String V1 = "/api/v1";

    private Api() {}

    /**
     * The resources.
     *
     * @param scores of the forecasts
     * @param source whether it brings frames
     * @param credit whom the radar data are from, as the map shows it; may be empty
     * @param readiness whether the server is of use
     * @param metrics how it does
     */
    public static List<Resource> resources(
            Forecasts forecasts,
            ScoreStore scores,
            SourceState source,
            String credit,
            Readiness readiness,
            Metrics metrics) {
        return List.of(
                new HealthResource(forecasts, source),
                new ReadinessResource(readiness),
                new MetricsResource(metrics),
                new OpenApiResource(),
                new ForecastResource(forecasts, source, credit),
                new ForecastListResource(forecasts),
                new VerificationResource(scores),
                new FrameResource(forecasts),
                new PointResource(forecasts),
                new ObservationResource(forecasts),
                new ViewerResource());
    }
}
