package amagumo.server.api;

import amagumo.server.config.OutgoingSettings;
import amagumo.server.http.Json;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.subscription.QuietHours;
import amagumo.server.subscription.Subscription;
import amagumo.server.subscription.Subscriptions;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is told of rain at a place, by webhooks. */
final class SubscriptionResource implements Resource {

    private static final String PATH = Api.V1 + "/subscriptions";
    private static final int MOST_LETTERS = 2000;
    private static final double MOST_MM_H = 1000;
    private static final int MOST_MINUTES = 1440;

    private final Subscriptions subscriptions;
    private final OutgoingSettings settings;
    private final Clock clock;

    SubscriptionResource(Services.Notifications notifications, Clock clock) {
        this.subscriptions = notifications.subscriptions();
        this.settings = notifications.outgoing();
        this.clock = clock;
    }

    /** What is asked for; see {@link Subscription}. */
    private record Wish(
            String url,
            Double latitude,
            Double longitude,
            Double thresholdMmH,
            Integer withinMinutes,
            Quiet quietHours) {}

    /**
     * Quiet hours as JSON has them.
     *
     * @param from such as {@code 22:00}
     * @param until such as {@code 07:00}
     * @param timezone its name in IANA's database
     */
    record Quiet(String from, String until, String timezone) {

        static Quiet of(QuietHours quiet) {
            return new Quiet(
                    quiet.from().toString(),
                    quiet.until().toString(),
                    quiet.zone().getId());
        }
    }

    /** A subscription as JSON has it; see {@link Subscription}. */
    record View(
            String id,
            String url,
            double latitude,
            double longitude,
            double thresholdMmH,
            int withinMinutes,
            Quiet quietHours,
            String created,
            String ended) {

        static View of(Subscription subscription) {
            return new View(
                    subscription.id(),
                    subscription.url().toString(),
                    subscription.latitude(),
                    subscription.longitude(),
                    Double.parseDouble(Float.toString(subscription.thresholdMmH())),
                    subscription.withinMinutes(),
                    subscription.quiet().map(Quiet::of).orElse(null),
                    subscription.created().toString(),
                    subscription.ended().orElse(null));
        }
    }

    /** All subscriptions. */
    record Views(List<View> subscriptions) {}

    /**
     * A new one.
     *
     * @param secret that its notifications are signed with, which is told now and never again
     */
    record Made(View subscription, String secret) {}

    @Override
    public void addTo(Routes routes) {
        routes.getConfidentially( // many receivers are known by a secret path
                PATH,
                Set.of(),
                context -> Json.answerOnce(
                        context,
                        new Views(subscriptions.list().stream().map(View::of).toList())));
        routes.getConfidentially(
                PATH + "/{subscription}",
                Set.of(),
                context -> Json.answerOnce(
                        context,
                        subscriptions
                                .find(context.pathParam("subscription"))
                                .map(View::of)
                                .orElseThrow(SubscriptionResource::unknown)));
        routes.post(PATH, Set.of(), this::add);
        routes.delete(PATH + "/{subscription}", Set.of(), (context, body) -> {
            if (!subscriptions.remove(context.pathParam("subscription"))) {
                throw unknown();
            }
            context.status(HttpStatus.NO_CONTENT);
        });
    }

    private void add(Context context, byte[] body) {
        Wish wish = Json.read(body, Wish.class);
        Subscription added = Subscription.made(
                url(wish.url()),
                number("latitude", wish.latitude(), -90, 90),
                number("longitude", wish.longitude(), -180, 360),
                (float) number("thresholdMmH", wish.thresholdMmH(), 0.1, MOST_MM_H),
                (int) number(
                        "withinMinutes",
                        wish.withinMinutes() == null
                                ? null
                                : Double.valueOf(wish.withinMinutes().doubleValue()),
                        0,
                        MOST_MINUTES),
                Optional.ofNullable(wish.quietHours()).map(SubscriptionResource::quiet),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String secret = subscriptions
                .add(added, settings.webhooks().most())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "there are %d subscriptions already"
                                .formatted(settings.webhooks().most())));
        context.status(HttpStatus.CREATED).header("Location", PATH + "/" + added.id());
        Json.answerOnce(context, new Made(View.of(added), secret));
    }

    private URI url(String text) {
        if (text != null && text.length() <= MOST_LETTERS) {
            try {
                URI url = new URI(text);
                boolean isHttp = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
                if (isHttp && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                    return allowed(url);
                }
            } catch (URISyntaxException e) {
                throw noUrl();
            }
        }
        throw noUrl();
    }

    private URI allowed(URI url) {
        if (settings.hosts().stream().noneMatch(url.getHost()::equalsIgnoreCase)) {
            throw ProblemException.badRequest(
                    "notifications may not be sent to the host %s: outgoing.hosts does not name it"
                            .formatted(url.getHost()));
        }
        return url;
    }

    private static ProblemException noUrl() {
        return ProblemException.badRequest(
                "'url' is an address of http or https, of %d letters at most".formatted(MOST_LETTERS));
    }

    private static double number(String name, Double value, double least, double most) {
        if (value == null || !(value >= least && value <= most)) {
            throw ProblemException.badRequest(
                    "'%s' must be a number from %s to %s".formatted(name, written(least), written(most)));
        }
        return value;
    }

    private static String written(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static QuietHours quiet(Quiet quiet) {
        try {
            if (quiet.from() != null && quiet.until() != null && quiet.timezone() != null) {
                return new QuietHours(
                        LocalTime.parse(quiet.from()), LocalTime.parse(quiet.until()), ZoneId.of(quiet.timezone()));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw noQuiet();
        }
        throw noQuiet();
    }

    private static ProblemException noQuiet() {
        return ProblemException.badRequest(
                "'quietHours' has two times of the day, 'from' and 'until', such as 22:00 and 07:00, and a 'timezone'");
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("there is no such subscription");
    }
}
