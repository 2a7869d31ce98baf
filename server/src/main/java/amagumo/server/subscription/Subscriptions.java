package amagumo.server.subscription;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The subscriptions, how each stands, and what is to be told, in the database. For several threads and servers at once. */
public final class Subscriptions {

    private static final String COLUMNS = "select * from subscriptions ";

    private final Jdbi jdbi;
    private final SecretSeal seal;

    /**
     * @param seal of their secrets; those that were kept as they are before there was one are sealed
     */
    public Subscriptions(Jdbi jdbi, SecretSeal seal) {
        this.jdbi = jdbi;
        this.seal = seal;
        sealAll();
    }

    private void sealAll() {
        jdbi.useTransaction(handle -> handle
                .createQuery("select id, secret from subscriptions")
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("secret")))
                .list()
                .stream()
                .filter(entry -> !SecretSeal.isSealed(entry.getValue()))
                .forEach(entry -> handle.createUpdate("update subscriptions set secret = :secret where id = :id")
                        .bind("secret", seal.seal(entry.getValue(), entry.getKey()))
                        .bind("id", entry.getKey())
                        .execute()));
    }

    /** A subscription and how it stands. */
    record Standing(Subscription subscription, RainAlarm alarm) {}

    /**
     * Adds one.
     *
     * @return the secret that its notifications are signed with, as Standard Webhooks write it; nothing if there are so many already
     */
    public Optional<String> add(Subscription added, int most) {
        String secret = WebhookSignature.newSecret();
        return jdbi.inTransaction(handle -> {
            int there = handle.createQuery("select count(*) from subscriptions")
                    .mapTo(Integer.class)
                    .one();
            if (there >= most) {
                return Optional.empty();
            }
            handle.createUpdate("insert into subscriptions (id, url, secret, latitude, longitude, threshold_mm_h,"
                            + " within_minutes, quiet_from, quiet_until, quiet_zone, created, seen, raised, told, dry_ms)"
                            + " values (:id, :url, :secret, :latitude, :longitude, :threshold, :within, :quietFrom,"
                            + " :quietUntil, :quietZone, :created, 0, false, false, 0)")
                    .bind("id", added.id())
                    .bind("url", added.url().toString())
                    .bind("secret", seal.seal(secret, added.id()))
                    .bind("latitude", added.latitude())
                    .bind("longitude", added.longitude())
                    .bind("threshold", (double) added.thresholdMmH())
                    .bind("within", added.withinMinutes())
                    .bind(
                            "quietFrom",
                            added.quiet().map(quiet -> quiet.from().toString()).orElse(null))
                    .bind(
                            "quietUntil",
                            added.quiet().map(quiet -> quiet.until().toString()).orElse(null))
                    .bind(
                            "quietZone",
                            added.quiet().map(quiet -> quiet.zone().getId()).orElse(null))
                    .bind("created", added.created().toEpochMilli())
                    .execute();
            return Optional.of(secret);
        });
    }

    /** All of them, oldest first. */
    public List<Subscription> list() {
        return standings().stream().map(Standing::subscription).toList();
    }

    /** One of them. */
    public Optional<Subscription> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where id = :id")
                .bind("id", id)
                .map((row, context) -> subscription(row))
                .findOne());
    }

    /** The secret that the notifications of one are signed with; nothing if there is none, or another key sealed it. */
    Optional<String> secret(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select secret from subscriptions where id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(kept -> seal.open(kept, id));
    }

    /** Removes what was to be told before a time and is not to be sent any more, and subscriptions that ended and have seen nothing since. */
    public void forgetBefore(Instant time) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from notifications where state <> 'waiting' and moment < :time")
                    .bind("time", time.toEpochMilli())
                    .execute();
            handle.createUpdate("delete from notifications where subscription in"
                            + " (select id from subscriptions where ended is not null and seen < :time)")
                    .bind("time", time.toEpochMilli())
                    .execute();
            handle.createUpdate("delete from subscriptions where ended is not null and seen < :time")
                    .bind("time", time.toEpochMilli())
                    .execute();
        });
    }

    /**
     * Removes one, and what it was still to be told.
     *
     * @return whether it was there
     */
    public boolean remove(String id) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("delete from notifications where subscription = :id")
                    .bind("id", id)
                    .execute();
            return handle.createUpdate("delete from subscriptions where id = :id")
                            .bind("id", id)
                            .execute()
                    == 1;
        });
    }

    List<Standing> standings() {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "order by created, id")
                .map((row, context) -> new Standing(subscription(row), alarm(row)))
                .list());
    }

    /** Notes a look, and what is to be told because of it, unless another server noted one since. */
    static void note(
            Handle handle, String id, RainAlarm before, RainAlarm after, Optional<Notification> told, Instant now) {
        int noted = handle.createUpdate("update subscriptions set seen = :seen, raised = :raised, told = :told,"
                        + " dry_ms = :dry, last_dry = :lastDry where id = :id and seen = :before")
                .bind("seen", after.seen().toEpochMilli())
                .bind("raised", after.isRaised())
                .bind("told", after.isTold())
                .bind("dry", after.dry().toMillis())
                .bind("lastDry", after.lastDry().map(Instant::toEpochMilli).orElse(null))
                .bind("id", id)
                .bind("before", before.seen().toEpochMilli())
                .execute();
        if (noted == 1 && told.isPresent()) {
            handle.createUpdate("insert into notifications (id, subscription, content, state, attempts, moment, reason)"
                            + " values (:id, :subscription, :content, 'waiting', 0, :now, '')")
                    .bind("id", told.get().id())
                    .bind("subscription", id)
                    .bind("content", told.get().content())
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
    }

    /** Ends one: nothing is sent to it any more. */
    static void end(Handle handle, String id, String why) {
        handle.createUpdate("update subscriptions set ended = :why where id = :id")
                .bind("why", why)
                .bind("id", id)
                .execute();
    }

    /** A notification that is to be sent, and to whom, if that is still wanted. */
    record Due(Notification notification, Optional<Subscription> to) {}

    /** What is to be sent now, oldest first. */
    List<Due> due(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select s.*, n.id as notification, n.subscription, n.content, n.attempts from notifications n"
                                + " left join subscriptions s on s.id = n.subscription and s.ended is null"
                                + " where n.state = 'waiting' and n.moment <= :now order by n.moment, n.id limit :limit")
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new Due(
                        new Notification(
                                row.getString("notification"),
                                row.getString("subscription"),
                                row.getString("content"),
                                row.getInt("attempts")),
                        row.getString("id") == null ? Optional.empty() : Optional.of(subscription(row))))
                .list());
    }

    /**
     * Takes a notification to send it; until another attempt is due nobody else gets it.
     *
     * @return whether nobody else took it
     */
    static boolean take(Handle handle, Notification notification, Instant next) {
        return handle.createUpdate("update notifications set attempts = attempts + 1, moment = :next"
                                + " where id = :id and state = 'waiting' and attempts = :attempts")
                        .bind("next", next.toEpochMilli())
                        .bind("id", notification.id())
                        .bind("attempts", notification.attempts())
                        .execute()
                == 1;
    }

    /** Lets a notification wait until another time; no attempt is counted. */
    static void delay(Handle handle, Notification notification, Instant until) {
        handle.createUpdate("update notifications set moment = :until"
                        + " where id = :id and state = 'waiting' and attempts = :attempts")
                .bind("until", until.toEpochMilli())
                .bind("id", notification.id())
                .bind("attempts", notification.attempts())
                .execute();
    }

    /** Notes what became of an attempt: {@code delivered}, {@code failed} for good, or {@code waiting} for the next. */
    static void noteAttempt(Handle handle, Notification notification, String state, String reason) {
        handle.createUpdate("update notifications set state = :state, reason = :reason where id = :id")
                .bind("state", state)
                .bind("reason", reason)
                .bind("id", notification.id())
                .execute();
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        Optional<String> zone = Optional.ofNullable(row.getString("quiet_zone"));
        Optional<QuietHours> quiet = zone.isEmpty()
                ? Optional.empty()
                : Optional.of(new QuietHours(
                        LocalTime.parse(row.getString("quiet_from")),
                        LocalTime.parse(row.getString("quiet_until")),
                        ZoneId.of(zone.get())));
        return new Subscription(
                row.getString("id"),
                URI.create(row.getString("url")),
                row.getDouble("latitude"),
                row.getDouble("longitude"),
                (float) row.getDouble("threshold_mm_h"),
                row.getInt("within_minutes"),
                quiet,
                Instant.ofEpochMilli(row.getLong("created")),
                Optional.ofNullable(row.getString("ended")));
    }

    private static RainAlarm alarm(ResultSet row) throws SQLException {
        long lastDry = row.getLong("last_dry");
        Optional<Instant> last = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastDry));
        return new RainAlarm(
                Instant.ofEpochMilli(row.getLong("seen")),
                row.getBoolean("raised"),
                row.getBoolean("told"),
                Duration.ofMillis(row.getLong("dry_ms")),
                last);
    }
}
