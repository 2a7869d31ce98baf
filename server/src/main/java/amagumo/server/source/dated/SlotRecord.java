package amagumo.server.source.dated;

import amagumo.server.source.RecordLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the files of which times: in memory, and in a file of the store, so that no restart asks for them again. A
 * record a change; of several for a time the last counts:
 *
 * <pre>
 * time, s since 1970 | space | how often in vain, 0 if it was read | space | not to be asked for before, s since 1970 | octet 0
 * </pre>
 *
 * A record is written after the frames are on the disk. One that is lost costs asking once more.
 */
final class SlotRecord {

    private static final String FILE = "fetched-files";
    private static final Pattern RECORD = Pattern.compile("(\\d{1,12}) (\\d) (\\d{1,12})");

    /** A file that is missing, or of which something was refused, is asked for so often. */
    static final int TRIES = 6;

    /** After the first time in vain; twice as long each further time. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

    private record State(int inVain, Instant again) {

        String record(Instant time) {
            return "%d %d %d".formatted(time.getEpochSecond(), inVain, again.getEpochSecond());
        }
    }

    private final RecordLog log;
    private final Map<Instant, State> states = new HashMap<>();

    private SlotRecord(RecordLog log) {
        this.log = log;
    }

    /** That of a store, empty if it is not there. */
    static SlotRecord of(Path store) throws IOException {
        SlotRecord record = new SlotRecord(new RecordLog(store.resolve(FILE)));
        record.log.read().forEach(record::read);
        return record;
    }

    private void read(String text) {
        Matcher fields = RECORD.matcher(text);
        if (fields.matches()) {
            states.put(time(fields.group(1)), new State(Integer.parseInt(fields.group(2)), time(fields.group(3))));
        }
    }

    private static Instant time(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /** Whether the file of a time is to be asked for, whatever was asked before a restart. */
    boolean isDue(Instant time, Instant now) {
        State state = states.get(time);
        return state == null || state.inVain > 0 && state.inVain < TRIES && !now.isBefore(state.again);
    }

    /** The file was read. */
    void done(Instant time) throws IOException {
        note(time, new State(0, time));
    }

    /** The file was missing, or something of it was refused. */
    void inVain(Instant time, Instant now) throws IOException {
        State before = states.get(time);
        int times = Math.min(TRIES, 1 + (before == null ? 0 : before.inVain));
        note(time, new State(times, now.plus(FIRST_PAUSE.multipliedBy(1L << (times - 1)))));
    }

    private void note(Instant time, State state) throws IOException {
        states.put(time, state);
        log.add(List.of(state.record(time)));
    }

    /** Forgets the files of all times but those from one to another, such as those that a clock which was ahead has asked for. */
    void forgetBut(Instant oldest, Instant newest) throws IOException {
        states.keySet().removeIf(time -> time.isBefore(oldest) || time.isAfter(newest));
        if (log.isWorthReplacing(states.size())) {
            log.replace(states.entrySet().stream()
                    .map(entry -> entry.getValue().record(entry.getKey()))
                    .toList());
        }
    }
}
