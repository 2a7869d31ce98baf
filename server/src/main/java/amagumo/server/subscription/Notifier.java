package amagumo.server.subscription;

import amagumo.model.nowcast.NowcastInput;
import amagumo.server.database.Storing;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.KeptForecast.RateAt;
import amagumo.server.outgoing.HttpPost;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks at each new forecast for each subscription, and keeps what is to be told of it for a {@link NotificationSender}. */
public final class Notifier {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "rain.threshold";

    private final Subscriptions subscriptions;
    private final HttpPost post;
    private final Clock clock;

    /**
     * What a forecast says of a place.
     *
     * @param look in one word
     * @param reached the first rate that reaches the threshold, if one does
     */
    private record Seen(RainAlarm.Look look, Optional<RateAt> reached) {}

    public Notifier(Subscriptions subscriptions, HttpPost post, Clock clock) {
        this.subscriptions = subscriptions;
        this.post = post;
        this.clock = clock;
    }

    /** Looks at a forecast for all subscriptions that have not been looked at with it, or with a later one. */
    public void look(KeptForecast forecast, Storing<RuntimeException> storing) throws IOException {
        for (Subscriptions.Standing standing : subscriptions.standings()) {
            Subscription subscription = standing.subscription();
            boolean isNew = forecast.baseTime().isAfter(standing.alarm().seen());
            if (isNew && subscription.ended().isEmpty()) {
                look(forecast, standing, storing);
            }
        }
    }

    private void look(KeptForecast forecast, Subscriptions.Standing standing, Storing<RuntimeException> storing)
            throws IOException {
        Subscription subscription = standing.subscription();
        Instant now = clock.instant();
        boolean isQuiet =
                subscription.quiet().filter(quiet -> quiet.contains(now)).isPresent();
        Seen seen = seen(forecast, subscription);
        RainAlarm after = standing.alarm().after(forecast.baseTime(), seen.look(), isQuiet);
        Optional<Notification> told = after.isNewsAfter(standing.alarm())
                ? Optional.of(
                        notification(forecast, subscription, seen.reached().orElseThrow(), now))
                : Optional.empty();
        storing.store(handle -> Subscriptions.note(handle, subscription.id(), standing.alarm(), after, told, now));
    }

    private static Seen seen(KeptForecast forecast, Subscription subscription) throws IOException {
        List<RateAt> rates = forecast.ratesAt(subscription.latitude(), subscription.longitude())
                .orElse(List.of());
        if (rates.isEmpty()) {
            return new Seen(RainAlarm.Look.UNKNOWN, Optional.empty());
        }
        Instant last = forecast.baseTime().plus(Duration.ofMinutes(subscription.withinMinutes()));
        List<RateAt> within = rates.subList(NowcastInput.FRAMES - 1, rates.size()).stream()
                .filter(rate -> !rate.validTime().isAfter(last))
                .toList();
        if (within.stream().anyMatch(rate -> Float.isNaN(rate.rateMmH()))) {
            return new Seen(RainAlarm.Look.UNKNOWN, Optional.empty());
        }
        Optional<RateAt> reached = within.stream()
                .filter(rate -> rate.rateMmH() >= subscription.thresholdMmH())
                .findFirst();
        return new Seen(reached.isPresent() ? RainAlarm.Look.RAIN : RainAlarm.Look.DRY, reached);
    }

    private static Notification notification(
            KeptForecast forecast, Subscription subscription, RateAt reached, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("subscription", subscription.id());
        data.put("latitude", subscription.latitude());
        data.put("longitude", subscription.longitude());
        data.put("thresholdMmH", subscription.thresholdMmH());
        data.put("withinMinutes", subscription.withinMinutes());
        data.put("validTime", reached.validTime().toString());
        data.put("rateMmH", reached.rateMmH());
        data.put("baseTime", forecast.baseTime().toString());
        data.put("nowcaster", forecast.header().nowcaster());
        data.put("provenance", forecast.header().source());
        data.put("note", "Experimental, not an official forecast or warning.");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("type", TYPE);
        content.put("timestamp", now.toString());
        content.put("data", data);
        try {
            return new Notification("msg_" + UUID.randomUUID(), subscription.id(), JSON.writeValueAsString(content), 0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notification that cannot be written", e);
        }
    }

    /** Sends what is to be told, from now on and until it is closed. */
    public NotificationSender sender(Storing<RuntimeException> storing) {
        return new NotificationSender(subscriptions, post, clock, storing);
    }
}
