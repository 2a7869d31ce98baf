package amagumo.server.source.dated;

import amagumo.server.config.DatedAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files are asked for, and in which order.
 *
 * @param address of the files
 * @param late how long after its time a file may appear; until then one that is not there is still awaited, later it is missing
 * @param inOrder files no older than this are asked for oldest first, so that a short outage leaves no gap for long
 * @param reach files older than this are not asked for at all; those in between come newest first
 */
public record Schedule(DatedAddress address, Duration late, Duration inOrder, Duration reach) {

    /** The times of all files that may be there, in the order in which they are asked for. */
    List<Instant> times(Instant now) {
        List<Instant> inOrderTimes = new ArrayList<>();
        List<Instant> others = new ArrayList<>();
        Instant oldest = oldest(now);
        Instant oldestInOrder = now.minus(inOrder);
        for (Instant time = address.slot(now); !time.isBefore(oldest); time = time.minus(address.step())) {
            if (time.isBefore(oldestInOrder)) {
                others.add(time);
            } else {
                inOrderTimes.add(0, time);
            }
        }
        inOrderTimes.addAll(others);
        return inOrderTimes;
    }

    /** No file before this time is asked for. */
    Instant oldest(Instant now) {
        return now.minus(reach);
    }

    /** Whether the file of a time may still appear. */
    boolean isAwaited(Instant time, Instant now) {
        return !now.isAfter(time.plus(late));
    }
}
