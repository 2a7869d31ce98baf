package amagumo.server.app;

import amagumo.server.config.ReadinessSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.forecast.Feed;
import amagumo.server.forecast.Forecasts;
import amagumo.server.operation.Conditions;
import amagumo.server.operation.Readiness;
import amagumo.server.retention.DiskSpace;
import amagumo.server.source.SourceState;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What must hold for a server to be of use. */
final class ServerConditions {

    private ServerConditions() {}

    static Readiness of(
            Forecasts forecasts,
            ServingNowcasters nowcasters,
            SourceState source,
            Database database,
            List<DiskSpace> disks,
            ReadinessSettings ready) {
        Supplier<Feed> feed = () -> forecasts.frames().feed(Instant.now());
        return new Readiness(List.of(
                Conditions.frames(feed, ready),
                Conditions.clock(feed, ready),
                Conditions.source(source, ready, InstantSource.system()),
                Conditions.forecast(() -> newest(forecasts), feed, ready),
                Conditions.model(nowcasters::failure),
                Conditions.database(database::isAnswering),
                Conditions.disk(disks)));
    }

    /** The disks that a server writes to. */
    static List<DiskSpace> disks(Settings settings) {
        return Stream.concat(
                        settings.serve().store().stream(),
                        Stream.of(settings.serve().state()))
                .map(directory -> new DiskSpace(directory, settings.retention().minFreeOctets()))
                .toList();
    }

    /** Base time of the newest forecast that can be read. */
    static Optional<Instant> newest(Forecasts forecasts) {
        try {
            return forecasts.latest().map(forecast -> forecast.header().baseTime());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
