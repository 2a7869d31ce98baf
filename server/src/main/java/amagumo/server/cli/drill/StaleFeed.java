package amagumo.server.cli.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Who writes the files forgets to rename them once they are complete, so the server leaves them alone. */
final class StaleFeed implements Fault {

    private static final String UNFINISHED = ".part";

    @Override
    public Duration behind() {
        return Feed.STEP.multipliedBy(4);
    }

    @Override
    public void strike(Sandbox sandbox) throws IOException {
        sandbox.feed().goOnTo(Feed.last(Instant.now()), UNFINISHED);
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("frames");
    }

    /** Whoever renames what is there tells the writer too. */
    @Override
    public String suffix(Sandbox sandbox) throws IOException {
        try (Stream<Path> files = Files.list(sandbox.feedDirectory())) {
            return files.anyMatch(file -> file.toString().endsWith(UNFINISHED)) ? UNFINISHED : "";
        }
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException, InterruptedException {
        return suffix(sandbox).isEmpty() && sandbox.unready("frames").isEmpty();
    }
}
