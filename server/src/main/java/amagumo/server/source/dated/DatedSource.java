package amagumo.server.source.dated;

import amagumo.ingest.store.IngestOptions;
import amagumo.server.outgoing.Fetched;
import amagumo.server.outgoing.HttpFetcher;
import amagumo.server.outgoing.OutgoingException;
import amagumo.server.outgoing.Validators;
import amagumo.server.source.PollResult;
import amagumo.server.source.Source;
import amagumo.server.source.StoreIntake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Radar files, plain or compressed or in archives, that a server keeps by date. Each is fetched once, in the order of the
 * {@link Schedule}; one that is missing or of which something was refused is asked for again a bounded number of times
 * ({@link SlotRecord}), the latter only if it has changed. One file that fails does not hold up the others. Not for
 * several threads.
 */
public final class DatedSource implements Source {

    private static final int FILES_A_POLL = 8;

    private final Schedule schedule;
    private final HttpFetcher fetcher;
    private final int maxOctets;
    private final Clock clock;
    private final StoreIntake intake;
    private final SlotRecord record;

    private final Waits waits;

    /** Of files of which something was refused. */
    private final Map<Instant, Validators> refused = new HashMap<>();

    /**
     * The source of a store, which is made for the first frame if it is not there.
     *
     * @param store directory of the store
     * @param options of its ingest
     * @param maxOctets the largest that a file may be
     * @param interval at which a file that is awaited is asked for again
     * @param clock that says which files there may be
     * @throws IOException if the store cannot be read
     */
    public DatedSource(
            Schedule schedule,
            HttpFetcher fetcher,
            Path store,
            IngestOptions options,
            int maxOctets,
            Duration interval,
            Clock clock)
            throws IOException {
        this.schedule = schedule;
        this.fetcher = fetcher;
        this.maxOctets = maxOctets;
        this.waits = new Waits(interval);
        this.clock = clock;
        this.intake = new StoreIntake(store, options);
        this.record = SlotRecord.of(store);
    }

    @Override
    public PollResult poll() throws IOException, InterruptedException {
        Instant now = clock.instant();
        forget(schedule.oldest(now), now);
        List<Instant> due = schedule.times(now).stream()
                .filter(time -> record.isDue(time, now) && waits.isOver(time, now))
                .sorted(Comparator.comparing(waits::failures)) // what fails again and again does not hold up the others
                .toList();
        Map<Instant, Fetched.Document> fetched = new LinkedHashMap<>();
        Optional<OutgoingException> failure = Optional.empty();
        int asked = 0;
        long octets = 0;
        while (failure.isEmpty() && asked < Math.min(FILES_A_POLL, due.size()) && octets < maxOctets) {
            Instant time = due.get(asked++);
            try {
                Optional<Fetched.Document> document = ask(time, now);
                document.ifPresent(come -> fetched.put(time, come));
                octets += document.map(come -> come.octets().length).orElse(0);
            } catch (OutgoingException e) {
                waits.failed(time, now, e);
                failure = Optional.of(e);
            }
        }
        StoreIntake.Taken taken = read(fetched, now);
        if (failure.isPresent() && fetched.isEmpty()) {
            throw failure.get();
        }
        return intake.result(taken, List.of(), due.size() - asked);
    }

    private void forget(Instant oldest, Instant now) throws IOException {
        record.forgetBut(oldest, now);
        waits.forgetBut(oldest, now);
        refused.keySet().removeIf(time -> time.isBefore(oldest));
    }

    private Optional<Fetched.Document> ask(Instant time, Instant now) throws IOException, InterruptedException {
        Fetched answer =
                fetcher.fetch(schedule.address().at(time), refused.getOrDefault(time, Validators.NONE), maxOctets);
        if (answer instanceof Fetched.Document document) {
            return Optional.of(document);
        }
        inVain(time, now);
        return Optional.empty();
    }

    /** It may still appear, or its server may not have all of it yet; later it is asked for a bounded number of times. */
    private void inVain(Instant time, Instant now) throws IOException {
        if (schedule.isAwaited(time, now)) {
            waits.notThereYet(time, now);
        } else {
            record.inVain(time, now);
        }
    }

    private StoreIntake.Taken read(Map<Instant, Fetched.Document> fetched, Instant now)
            throws IOException, InterruptedException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        fetched.forEach((time, document) -> files.put(name(time), document.octets()));
        StoreIntake.Taken taken = intake.fetched(files);
        for (Map.Entry<Instant, Fetched.Document> file : fetched.entrySet()) {
            Instant time = file.getKey();
            if (taken.outcome().hasFailure(name(time))) {
                refused.put(time, file.getValue().validators());
                inVain(time, now);
            } else {
                refused.remove(time);
                waits.remove(time);
                record.done(time);
            }
        }
        return taken;
    }

    /** How messages name a file: by its address without a query, which may hold a key, and there by its time. */
    private String name(Instant time) {
        URI address = schedule.address().at(time);
        String text = address.toString();
        return address.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')) + " of " + time;
    }
}
