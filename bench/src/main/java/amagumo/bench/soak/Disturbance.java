package amagumo.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The end of a server, which is started again after two seconds, as by systemd.
 *
 * @param second of the replay
 * @param server number of the server
 * @param kill whether by signal 9, else by SIGTERM
 */
record Disturbance(double second, int server, boolean kill) {

    private static final int PAUSE_S = 2;
    private static final int APART_S = 60;
    private static final int PATIENCE_S = 120;

    /**
     * Of an hour ten kills and two clean stops, of less time fewer, a minute or more apart; none in the first two minutes, nor in
     * the last third, in which memory is watched.
     */
    static List<Disturbance> draw(Random random, int minutes, int servers) {
        int kills = Math.max(2, minutes / 6);
        int stops = Math.max(1, minutes / 30);
        List<Boolean> kinds = new ArrayList<>(Collections.nCopies(kills, true));
        kinds.addAll(Collections.nCopies(stops, false));
        Collections.shuffle(kinds, random);
        double from = Math.min(120, 12.0 * minutes);
        double free = 40.0 * minutes - from - APART_S * (kinds.size() - 1.0);
        List<Double> moments = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            moments.add(random.nextDouble() * Math.max(0, free));
        }
        Collections.sort(moments);
        List<Disturbance> drawn = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            drawn.add(new Disturbance(from + moments.get(i) + APART_S * i, random.nextInt(servers), kinds.get(i)));
        }
        return drawn;
    }

    /**
     * What came of it.
     *
     * @param text in a line
     * @param seconds from the end of the server until a newer forecast than those before was kept, by whatever server
     */
    record Recovery(String text, double seconds) {}

    /** Lets it happen. */
    Recovery happen(List<ServedProcess> servers, Path forecasts) throws IOException, InterruptedException {
        ServedProcess hit = servers.get(server);
        String newest = kept(forecasts)
                .reduce((one, other) -> other)
                .map(Disturbance::base)
                .orElse("");
        Instant end = Instant.now();
        String how = "signal 9";
        if (kill) {
            hit.kill();
        } else {
            how = "SIGTERM (status %d after %.1f s)".formatted(hit.stop(), since(end));
        }
        TimeUnit.SECONDS.sleep(PAUSE_S);
        hit.start();
        double answering = since(end);
        double resumed = Double.POSITIVE_INFINITY;
        while (Double.isInfinite(resumed) && since(end) < PATIENCE_S) {
            TimeUnit.MILLISECONDS.sleep(100);
            for (Path newer : kept(forecasts)
                    .filter(file -> base(file).compareTo(newest) > 0)
                    .toList()) {
                Instant made = Files.getLastModifiedTime(newer).toInstant();
                resumed = Math.min(resumed, Duration.between(end, made).toMillis() / 1e3);
            }
        }
        return new Recovery(
                String.format(
                        Locale.ROOT,
                        "at %.0f s %s to %s: it answered after %.1f s, the next forecast was there after %.1f s",
                        second,
                        how,
                        hit.name(),
                        answering,
                        resumed),
                resumed);
    }

    /** Waits until a forecast is kept. */
    static void awaitForecast(Path forecasts) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        while (kept(forecasts).findAny().isEmpty()) {
            if (since(begun) > PATIENCE_S) {
                throw new IOException("there is no forecast after %d s".formatted(PATIENCE_S));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static double since(Instant then) {
        return Duration.between(then, Instant.now()).toMillis() / 1e3;
    }

    /** The files of kept forecasts, oldest base time first. */
    private static Stream<Path> kept(Path forecasts) throws IOException {
        try (Stream<Path> files = Files.list(forecasts)) {
            return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList().stream();
        }
    }

    private static String base(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('_'));
    }
}
