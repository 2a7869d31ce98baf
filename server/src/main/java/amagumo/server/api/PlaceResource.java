package amagumo.server.api;

import amagumo.server.forecast.KeptForecast;
import amagumo.server.http.Json;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.point.PlaceForecast;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** A place in the newest forecast: what falls, what is to come, and a sentence on it. */
final class PlaceResource implements Resource {

    /** Where JMA's radars see, as far as its grids reach: 20 to 48 north, 118 to 150 east. All of Japan has one time. */
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private static final ZoneId ELSEWHERE = ZoneId.of("UTC");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final NewestForecast newest;
    private final Clock clock;

    PlaceResource(NewestForecast newest, Clock clock) {
        this.newest = newest;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Api.V1 + "/points", Set.of("lat", "lon", "lang", "timezone", Nowcasters.PARAMETER), this::points);
    }

    private void points(Context context) throws IOException {
        double latitude = Parameters.number(context, "lat", -90, 90);
        double longitude = Parameters.number(context, "lon", -180, 360);
        boolean isJapanese = isJapanese(context);
        ZoneId zone = zone(context, latitude, longitude);
        KeptForecast forecast = newest.asked(context);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PlaceForecast place = PlaceForecast.of(forecast, latitude, longitude, now);
        Json.answerChanging(context, PlaceView.of(forecast, place, latitude, longitude, now, zone, isJapanese));
    }

    private static boolean isJapanese(Context context) {
        String language = context.queryParam("lang");
        if (language != null && !language.equals("en") && !language.equals("ja")) {
            throw ProblemException.badRequest("'lang' is en or ja");
        }
        return "ja".equals(language);
    }

    private static ZoneId zone(Context context, double latitude, double longitude) {
        String name = context.queryParam("timezone");
        if (name == null) {
            boolean inJapan = latitude >= 20 && latitude <= 48 && longitude >= 118 && longitude <= 150;
            return inJapan ? JAPAN : ELSEWHERE;
        }
        if (!ZONES.contains(name)) {
            throw ProblemException.badRequest("'timezone' is a name of the IANA's database, such as Asia/Tokyo");
        }
        return ZoneId.of(name);
    }
}
