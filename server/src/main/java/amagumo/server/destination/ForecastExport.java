package amagumo.server.destination;

import amagumo.model.nowcast.Nowcast;
import amagumo.server.database.Storing;
import amagumo.server.export.ForecastFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sends forecasts to destinations, to each in its formats. One that fails holds up no other and is tried again, later and
 * later, a bounded number of times; what was sent is not sent again, also after a restart. For several threads at once.
 */
public final class ForecastExport {

    /** With the pauses between, over some nine hours. */
    private static final int MOST_ATTEMPTS = 15;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * A destination of the settings.
     *
     * @param name of the destination, by which its state is kept
     * @param formats that it gets
     */
    public record Target(String name, List<ForecastFormat> formats, Destination destination) {

        public Target {
            formats = List.copyOf(formats);
        }
    }

    /** Says before each delivery, by an exception, that whoever exports has to stop. */
    @FunctionalInterface
    public interface Check {
        void goOn() throws InterruptedException;
    }

    private final List<Target> targets;
    private final Deliveries deliveries;
    private final Path scratch;
    private final InstantSource clock;

    /**
     * @param targets all destinations
     * @param deliveries their state
     * @param scratch directory for files that are on their way
     * @param clock the same on all servers that share the deliveries
     */
    public ForecastExport(List<Target> targets, Deliveries deliveries, Path scratch, InstantSource clock) {
        this.targets = List.copyOf(targets);
        this.deliveries = deliveries;
        this.scratch = scratch;
        this.clock = clock;
    }

    /** Notes what is to be sent of a forecast, which takes the place of any other of its base time. */
    public void want(ForecastId id, Storing<RuntimeException> storing) {
        Instant now = clock.instant();
        storing.store(handle -> {
            Deliveries.giveUp(handle, id.baseTime(), Optional.of(id), now, "another forecast has taken its place");
            for (Target target : targets) {
                target.formats.forEach(format -> Deliveries.want(handle, id, target.name, format.name(), now));
            }
        });
    }

    /** Gives up what was still to be sent of a base time whose forecast is not kept any more. */
    public void giveUp(Instant baseTime, Storing<RuntimeException> storing) {
        Instant now = clock.instant();
        storing.store(handle ->
                Deliveries.giveUp(handle, baseTime, Optional.empty(), now, "the forecast is not kept any more"));
    }

    /** Forgets what was still to be sent of a base time, until it is {@link #want wanted} again. */
    public void forget(Instant baseTime, Storing<RuntimeException> storing) {
        storing.store(handle -> Deliveries.forget(handle, baseTime));
    }

    /** Base times of which something is due, oldest first. */
    public List<Instant> due() {
        return deliveries.due(clock.instant()).stream()
                .map(ForecastId::baseTime)
                .distinct()
                .toList();
    }

    /**
     * Makes all deliveries of a forecast that are due.
     *
     * @param id which forecast it is, as it was {@link #want wanted}
     * @param provenance what the observed values were made from; empty if they are those of the radar files themselves
     * @param check is asked before each delivery
     * @param storing how it is noted what became of each; where that is refused, whoever exports next makes the delivery again
     * @return all deliveries of this forecast as they now are
     * @throws IOException if the forecast cannot be written to the disk of this machine; destinations' failures are results
     */
    public List<Delivery> export(
            ForecastId id, Nowcast forecast, String provenance, Check check, Storing<RuntimeException> storing)
            throws IOException, InterruptedException {
        Instant now = clock.instant();
        List<Delivery> due = deliveries.of(id).stream()
                .filter(delivery -> delivery.state() == Delivery.State.WAITING
                        && !delivery.moment().isAfter(now))
                .toList();
        for (ForecastFormat format : ForecastFormat.values()) {
            List<Delivery> inFormat = due.stream()
                    .filter(delivery -> delivery.format().equals(format.name()))
                    .toList();
            if (!inFormat.isEmpty()) {
                send(inFormat, forecast, provenance, format, check, storing);
            }
        }
        return deliveries.of(id);
    }

    /** Writes the forecast once for all destinations. */
    private void send(
            List<Delivery> due,
            Nowcast forecast,
            String provenance,
            ForecastFormat format,
            Check check,
            Storing<RuntimeException> storing)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        Path directory = Files.createTempDirectory(scratch, "forecast-");
        try {
            Path written = directory.resolve(name(forecast, format));
            format.write(written, forecast, provenance, lead -> {});
            List<Path> files = files(written);
            for (Delivery delivery : due) {
                check.goOn();
                Delivery attempted = attempt(delivery, directory, files);
                storing.store(handle -> Deliveries.note(handle, attempted));
            }
        } finally {
            delete(directory);
        }
    }

    private Delivery attempt(Delivery delivery, Path directory, List<Path> files) throws InterruptedException {
        Optional<String> failure = Optional.empty();
        Optional<Target> target = targets.stream()
                .filter(one -> one.name.equals(delivery.destination()))
                .findFirst();
        try {
            for (Path file : target.isPresent() ? files : List.<Path>of()) {
                String name = directory
                        .relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                target.get().destination.put(name, file);
            }
            if (target.isEmpty()) {
                failure = Optional.of("there is no such destination any more");
            }
        } catch (IOException e) {
            failure = Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return after(delivery, failure);
    }

    private Delivery after(Delivery before, Optional<String> failure) {
        int attempts = before.attempts() + 1;
        Delivery.State state = failure.isEmpty()
                ? Delivery.State.DELIVERED
                : attempts < MOST_ATTEMPTS ? Delivery.State.WAITING : Delivery.State.FAILED;
        Instant now = clock.instant();
        return new Delivery(
                before.forecast(),
                before.destination(),
                before.format(),
                state,
                attempts,
                state == Delivery.State.WAITING ? now.plus(pause(attempts)) : now,
                failure.orElse(""));
    }

    /** Twice as long each time up to a bound. */
    private static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(10, attempts - 1));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static String name(Nowcast forecast, ForecastFormat format) {
        return "%s_%s%s"
                .formatted(
                        FILE_TIME.format(forecast.baseTime()),
                        forecast.madeBy().replaceAll("[^A-Za-z0-9._-]", "_"),
                        format.suffix());
    }

    private static List<Path> files(Path written) throws IOException {
        try (Stream<Path> all = Files.walk(written)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(directory)) {
            found.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
