package amagumo.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the resident memory of the processes of a server went, each life of one for itself. */
final class Memory {

    private static final double WARM_UP_S = 300;
    private static final double LEAST_S = 300;

    /** A look at a process. */
    private record Sample(long process, double seconds, double mib) {}

    private final List<Sample> samples = new ArrayList<>();

    /** Takes a look. */
    synchronized void add(long process, double seconds, double mib) {
        if (mib > 0) {
            samples.add(new Sample(process, seconds, mib));
        }
    }

    /** A line for each process that lived for long enough after its warm-up: the slope of the straight line of least squares. */
    synchronized List<String> trends() {
        return samples.stream()
                .map(Sample::process)
                .distinct()
                .map(process -> samples.stream()
                        .filter(sample -> sample.process == process)
                        .toList())
                .filter(life -> length(life) >= WARM_UP_S + LEAST_S)
                .map(Memory::trend)
                .toList();
    }

    private static double length(List<Sample> life) {
        return life.get(life.size() - 1).seconds - life.get(0).seconds;
    }

    private static String trend(List<Sample> life) {
        double from = life.get(0).seconds + WARM_UP_S;
        List<Sample> warm =
                life.stream().filter(sample -> sample.seconds >= from).toList();
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
                "a process of %.0f min: %.0f MiB after 5 min, %.0f MiB at its end, slope %+.1f MiB an hour",
                length(life) / 60,
                warm.get(0).mib,
                warm.get(warm.size() - 1).mib,
                3600 * covariance / variance);
    }
}
