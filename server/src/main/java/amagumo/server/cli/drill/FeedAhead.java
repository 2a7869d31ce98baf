package amagumo.server.cli.drill;

import amagumo.ingest.store.FrameStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The clock of who writes the files was wrong for one of them: it is of a time that has not come yet. */
final class FeedAhead implements Fault {

    private Instant ahead = Instant.EPOCH;

    @Override
    public void strike(Sandbox sandbox) throws IOException {
        ahead = Feed.last(Instant.now()).plus(Feed.STEP.multipliedBy(2));
        sandbox.feed().deliver(ahead, "");
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("clock");
    }

    @Override
    public Map<String, String> answers(Sandbox sandbox) {
        return Map.of("TIME", ahead.toString());
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException, InterruptedException {
        // The frame is of a few minutes ahead: the clock reaches it, and /readyz is content, if nobody does anything.
        return sandbox.unready("clock").isEmpty()
                && !FrameStore.open(sandbox.store()).times().contains(ahead);
    }
}
