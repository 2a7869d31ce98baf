package amagumo.server.cli.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A fault in a sandbox: how it gets there, what is seen of it, and whether it was mended. */
interface Fault extends AutoCloseable {

    /** Before the settings are written: what must be there for them. */
    default void prepare(Sandbox sandbox) throws IOException, InterruptedException {}

    /** How old the newest frame is when the server starts. */
    default Duration behind() {
        return Duration.ZERO;
    }

    /** Settings that the sandbox has beside its own, HOCON. */
    default String settings() {
        return "";
    }

    /** What the names of files end with that the feed delivers. */
    default String suffix(Sandbox sandbox) throws IOException {
        return "";
    }

    /** Once the first frames are delivered, before the server starts. */
    default void beforeStart(Sandbox sandbox) throws IOException {}

    /** Once the server runs. */
    default void strike(Sandbox sandbox) throws IOException, InterruptedException {}

    /** What is seen of it first; nothing while nothing is to be seen. */
    Optional<String> symptom(Sandbox sandbox) throws IOException, InterruptedException;

    /** What the commands of the runbook leave to be filled in, by their names there. */
    default Map<String, String> answers(Sandbox sandbox) throws IOException {
        return Map.of();
    }

    /** Whether it is mended. */
    boolean isMended(Sandbox sandbox) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
}
