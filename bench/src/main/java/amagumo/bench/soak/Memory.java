package amagumo.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much of a kind of memory the processes of a server had, each life of one for itself. */
final class Memory {

    private static final double WARM_UP_S = 300;
    private static final double LEAST_S = 300;
    /** Looks after the warm-up from which one can tell whether it grows. */
    private static final int LEAST_LOOKS = 6;
    /** Share and MiB that the least of the second half of a life may be above that of the first. */
    private static final double GROWTH = 0.3, GROWTH_MIB = 16;

    private final String kind;

    /** A look at a process. */
    private record Sample(long process, double seconds, double mib) {}

    private final List<Sample> samples = new ArrayList<>();

    /** @param kind of memory, for what is said of it */
    Memory(String kind) {
        this.kind = kind;
    }

    /** Takes a look. */
    synchronized void add(long process, double seconds, double mib) {
        if (mib > 0) {
            samples.add(new Sample(process, seconds, mib));
        }
    }

    /** A line for each process that lived for long enough after its warm-up: the slope of the straight line of least squares. */
    synchronized List<String> trends() {
        return lives().filter(life -> length(life) >= WARM_UP_S + LEAST_S)
                .map(this::trend)
                .toList();
    }

    /**
     * A line for each process that kept more and more: the least of each half of its looks is compared, as a look at a process that
     * computes finds more.
     */
    synchronized List<String> growth() {
        return lives().map(Memory::warm)
                .filter(looks -> looks.size() >= LEAST_LOOKS)
                .filter(Memory::grows)
                .map(looks -> "more and more of " + kind + ": " + figures(looks))
                .toList();
    }

    private Stream<List<Sample>> lives() {
        return samples.stream().map(Sample::process).distinct().map(process -> samples.stream()
                .filter(sample -> sample.process == process)
                .toList());
    }

    private static List<Sample> warm(List<Sample> life) {
        double from = life.get(0).seconds + WARM_UP_S;
        return life.stream().filter(sample -> sample.seconds >= from).toList();
    }

    private static boolean grows(List<Sample> looks) {
        int half = looks.size() / 2;
        double before = least(looks.subList(0, half));
        return least(looks.subList(half, looks.size())) > (1 + GROWTH) * before + GROWTH_MIB;
    }

    private static double least(List<Sample> looks) {
        return looks.stream().mapToDouble(Sample::mib).min().orElseThrow();
    }

    /** A dozen or two of the looks, evenly, or all if they are fewer. */
    private static String figures(List<Sample> looks) {
        int each = Math.max(1, looks.size() / 12);
        return IntStream.range(0, looks.size())
                        .filter(look -> look % each == 0)
                        .mapToObj(look -> String.format(Locale.ROOT, "%.0f", looks.get(look).mib))
                        .collect(Collectors.joining(", "))
                + " MiB";
    }

    private static double length(List<Sample> life) {
        return life.get(life.size() - 1).seconds - life.get(0).seconds;
    }

    private String trend(List<Sample> life) {
        List<Sample> warm = warm(life);
        double time = warm.stream().mapToDouble(Sample::seconds).average().orElse(0);
        double mean = warm.stream().mapToDouble(Sample::mib).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Sample sample : warm) {
            covariance += (sample.seconds - time) * (sample.mib - mean);
            variance += (sample.seconds - time) * (sample.seconds - time);
        }
        return String.format(
                Locale.ROOT,
                "%s of a process of %.0f min: %s after 5 min, slope %+.1f MiB an hour",
                kind,
                length(life) / 60,
                figures(warm),
                3600 * covariance / variance);
    }
}
