package amagumo.server.api;

import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.ServedFrames;
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
        Forecasts forecasts = services.forecasts();
        ServedFrames frames = forecasts.frames();
        NewestForecast newest = new NewestForecast(forecasts, services.hindrance());
        return List.of(
                new HealthResource(forecasts, services.source(), services.hindrance()),
                new ReadinessResource(services.readiness()),
                new MetricsResource(services.metrics()),
                new StatusResource(frames, services.disks(), services.jobs()),
                new OpenApiResource(),
                new FileResource(forecasts, new Scratch(MOST_FILES)), // before {base}, which takes any name
                new ForecastResource(forecasts, newest, services.source(), services.credit()),
                new ForecastListResource(forecasts),
                new VerificationResource(services.scores()),
                new FrameResource(forecasts),
                new LevelsResource(forecasts),
                new MotionResource(frames),
                new PointResource(forecasts),
                new PlaceResource(newest, services.clock()),
                new ObservationResource(frames),
                new ObservationListResource(frames),
                new TileResource(services.tiles()),
                new JobResource(services.jobs(), services.mostAttempts()),
                new AttemptResource(services.jobs()),
                new ModelResource(services.models()),
                new PredictResource(services.predictions(), services.predict()),
                new SubscriptionResource(services.subscriptions(), services.outgoing(), services.clock()),
                new EventResource(services.events()),
                new AdminResource(),
                new ViewerResource(services.map()));
    }
}
