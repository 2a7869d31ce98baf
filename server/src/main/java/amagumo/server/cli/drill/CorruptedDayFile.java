package amagumo.server.cli.drill;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.Ingest;
import amagumo.ingest.store.IngestOptions;
import amagumo.ingest.store.StoredFrame;
import amagumo.server.source.IngestOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Octets of the newest frames are not as they were stored. */
final class CorruptedDayFile implements Fault {

    private static final int DAMAGED = 3;
    private static final int FROM_THE_END = 10;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd'.grib2'").withZone(ZoneOffset.UTC);

    @Override
    public void beforeStart(Sandbox sandbox) throws IOException {
        Ingest.run(
                List.of(sandbox.feedDirectory().toString()),
                InputStream.nullInputStream(),
                sandbox.store(),
                IngestOptions.defaults(),
                new IngestOutcome());
        FrameStore store = FrameStore.open(sandbox.store());
        List<Instant> times = store.times();
        for (Instant time : times.subList(times.size() - DAMAGED, times.size())) {
            damage(sandbox.store().resolve(DAY.format(time)), store.frames().get(time));
        }
    }

    private static void damage(Path day, StoredFrame frame) throws IOException {
        byte[] octets = Files.readAllBytes(day);
        byte[] message = frame.message();
        int at = 0;
        while (!isAt(octets, at, message)) {
            at++;
        }
        octets[at + message.length - FROM_THE_END] ^= 1;
        Files.write(day, octets);
    }

    private static boolean isAt(byte[] octets, int at, byte[] message) {
        return Arrays.equals(octets, at, at + message.length, message, 0, message.length);
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("frames");
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException, InterruptedException {
        return FrameStore.open(sandbox.store()).verify().isEmpty()
                && sandbox.unready("frames").isEmpty();
    }
}
