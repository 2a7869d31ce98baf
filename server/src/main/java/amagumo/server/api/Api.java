package amagumo.server.api;

import amagumo.server.http.Resource;
import java.util.List;

/** Everything that the server answers. A new resource is registered here and described in {@code openapi.json}. */
public final class Api {

    /** What the addresses of the API begin with. */
    static final String V1 = "/api/v1";

    /** Files that are made for answers at a time. */
    private static final int MOST_FILES = 4;

    private Api() {}

    /** The resources. */
    public static List<Resource> resources(Services services) {
        return List.of(
                new HealthResource(services.forecasts(), services.source(), services.hindrance()),
                new ReadinessResource(services.readiness()),
                new MetricsResource(services.metrics()),
                new OpenApiResource(),
                new FileResource(services.forecasts(), new Scratch(MOST_FILES)), // before {base}, which takes any name
                new ForecastResource(services.forecasts(), services.source(), services.credit()),
                new ForecastListResource(services.forecasts()),
                new VerificationResource(services.scores()),
                new FrameResource(services.forecasts()),
                new LevelsResource(services.forecasts()),
                new MotionResource(services.forecasts()),
                new PointResource(services.forecasts()),
                new PlaceResource(services.forecasts(), services.clock()),
                new ObservationResource(services.forecasts()),
                new ObservationListResource(services.forecasts()),
                new TileResource(services.tiles()),
                new JobResource(services.jobs(), services.mostAttempts()),
                new AttemptResource(services.jobs()),
                new ModelResource(services.models()),
                new PredictResource(services.predictions(), services.predict()),
                new SubscriptionResource(services.subscriptions(), services.outgoing(), services.clock()),
                new EventResource(services.events()),
                new ViewerResource());
    }
}
