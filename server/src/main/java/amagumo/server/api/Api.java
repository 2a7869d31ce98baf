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
        Forecasts forecasts = services.rain().forecasts();
        ServedFrames frames = forecasts.frames();
        Services.Origin origin = services.origin();
        Services.Operations operations = services.operations();
        NewestForecast newest = new NewestForecast(forecasts, origin.hindrance());
        return List.of(
                new TileResource(services.rain().tiles()), // what is asked for most is found first
                new HealthResource(forecasts, origin.source(), origin.hindrance()),
                new ReadinessResource(operations.readiness()),
                new MetricsResource(operations.metrics()),
                new StatusResource(frames, operations.disks(), operations.jobs()),
                new OpenApiResource(),
                new FileResource(
                        forecasts, new Scratch(services.scratch(), MOST_FILES)), // before {base}, which takes any name
                new ForecastResource(forecasts, newest, origin.source(), origin.credit()),
                new ForecastListResource(forecasts),
                new VerificationResource(services.rain().scores()),
                new FrameResource(forecasts),
                new LevelsResource(forecasts),
                new MotionResource(frames),
                new PointResource(forecasts),
                new PlaceResource(newest, services.clock()),
                new ObservationResource(frames),
                new ObservationListResource(frames),
                new JobResource(operations.jobs(), operations.mostAttempts()),
                new AttemptResource(operations.jobs()),
                new ModelResource(operations.models()),
                new ModelCardResource(operations.models()),
                new PredictResource(
                        services.predict().predictions(), services.predict().settings()),
                new SubscriptionResource(services.notifications(), services.clock()),
                new EventResource(services.events()),
                new AdminResource(),
                new ViewerResource(forecasts, services.map()));
    }
}
