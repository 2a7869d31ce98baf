package amagumo.server.operation;

import amagumo.server.config.ReadinessSettings;
import amagumo.server.forecast.Feed;
import amagumo.server.retention.DiskSpace;
import amagumo.server.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The conditions of every server. */
public final class Conditions {

    private Conditions() {}

    /** {@code frames}: the newest frame is not too old. */
    public static Condition frames(Supplier<Feed> feed, ReadinessSettings settings) {
        return new Condition("frames", () -> tooOld(feed.get(), settings.frameAge()));
    }

    /** {@code clock}: the newest frame is not ahead of the clock. */
    public static Condition clock(Supplier<Feed> feed, ReadinessSettings settings) {
        return new Condition("clock", () -> Optional.of(feed.get().ahead())
                .filter(ahead -> ahead.compareTo(settings.ahead()) > 0)
                .map(ahead -> "the newest frame is %s ahead of this machine's clock: one of them is wrong"
                        .formatted(written(ahead))));
    }

    /**
     * {@code source}: what brings frames does so, or there is nothing to bring them. What is refused now and then is a file's
     * failure; once nothing else has come for as long as a frame may be old, it is the source's.
     */
    public static Condition source(SourceState source, ReadinessSettings settings, InstantSource clock) {
        return new Condition("source", () -> source.failure()
                .map(failure -> "since %s: %s".formatted(failure.since(), failure.reason()))
                .or(() -> source.refusal()
                        .filter(refusal ->
                                refusal.since().plus(settings.frameAge()).isBefore(clock.instant()))
                        .map(refusal -> "since %s all that came was refused, such as %s"
                                .formatted(refusal.since(), refusal.reason()))));
    }

    /**
     * {@code forecast}: there is one, and it is not further behind the newest frame than a frame may be old.
     *
     * @param newest base time of the newest forecast, if there is one
     */
    public static Condition forecast(
            Supplier<Optional<Instant>> newest, Supplier<Feed> feed, ReadinessSettings settings) {
        return new Condition("forecast", () -> behind(newest.get(), feed.get(), settings.frameAge()));
    }

    /**
     * {@code model}: the one that is to serve does.
     *
     * @param failure why it does not, if so
     */
    public static Condition model(Supplier<Optional<String>> failure) {
        return new Condition("model", failure::get);
    }

    /**
     * {@code database}: it answers.
     *
     * @param isAnswering whether it does
     */
    public static Condition database(BooleanSupplier isAnswering) {
        return new Condition(
                "database",
                () -> isAnswering.getAsBoolean() ? Optional.empty() : Optional.of("the database does not answer"));
    }

    /**
     * {@code disk}: enough is free where the server writes.
     *
     * @param disks that it writes to
     */
    public static Condition disk(List<DiskSpace> disks) {
        return new Condition(
                "disk",
                () -> disks.stream().flatMap(disk -> disk.shortage().stream()).findFirst());
    }

    private static Optional<String> behind(Optional<Instant> newest, Feed feed, Duration most) {
        if (newest.isEmpty()) {
            return Optional.of("there is no forecast yet");
        }
        Duration behind = feed.newestFrame()
                .map(frame -> Duration.between(newest.get(), frame))
                .orElse(Duration.ZERO);
        return behind.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of("the newest forecast, of %s, is %s behind the newest frame, which is more than %s"
                        .formatted(newest.get(), written(behind), written(most)));
    }

    private static Optional<String> tooOld(Feed feed, Duration most) {
        if (feed.newestFrame().isEmpty()) {
            return Optional.of("there is no frame yet");
        }
        Instant newest = feed.newestFrame().get();
        Duration age = Duration.between(newest, feed.now());
        return age.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of("the newest frame, of %s, is %s old, which is more than %s"
                        .formatted(newest, written(age), written(most)));
    }

    /** A duration as people say it: days and hours, hours and minutes, minutes and seconds. */
    private static String written(Duration duration) {
        if (duration.toDays() > 0) {
            return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
        }
        return duration.toHours() > 0
                ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
