package amagumo.server.cli.drill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be drilled, each a section of {@code docs/runbook.md} by the same name. */
public enum Drill {
    /** No radar files come. */
    STALE_FEED("radar frames stop coming", StaleFeed::new),
    /** Radar files are of times that have not come yet. */
    FEED_AHEAD_OF_THE_CLOCK("radar frames are of the future", FeedAhead::new),
    /** There is no space for forecasts. */
    FULL_DISK("the disk is full (needs root, to mount a small one)", FullDisk::new),
    /** Jobs neither begin nor end. */
    DATABASE_GONE("the database does not answer", DatabaseGone::new),
    /** A model forecasts what cannot be. */
    MODEL_THAT_DIVERGES("the model's forecasts are absurd", () -> new BadChampion(100)),
    /** A model forecasts worse than the one before. */
    CHAMPION_THAT_GOT_WORSE("the model's forecasts are worse than they were", () -> new BadChampion(3)),
    /** An attempt of a job does not end. */
    JOB_THAT_HANGS("a job does not end", HangingJob::new),
    /** Stored frames are not what was stored. */
    CORRUPTED_DAY_FILE("stored frames are damaged", CorruptedDayFile::new);

    private final String summary;
    private final Supplier<Fault> fault;

    Drill(String summary, Supplier<Fault> fault) {
        this.summary = summary;
        this.fault = fault;
    }

    /** Such as {@code stale-feed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, in a few words. */
    public String summary() {
        return summary;
    }

    Fault fault() {
        return fault.get();
    }

    /** The drill of a name. */
    public static Optional<Drill> named(String name) {
        return Arrays.stream(values())
                .filter(drill -> drill.toString().equals(name))
                .findFirst();
    }
}
