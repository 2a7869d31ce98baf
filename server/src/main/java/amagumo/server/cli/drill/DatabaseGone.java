package amagumo.server.cli.drill;

import amagumo.server.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another process holds the place of SQLite's writer and does not give it back, such as a shell that somebody forgot. */
final class DatabaseGone implements Fault {

    private Optional<Process> holder = Optional.empty();

    @Override
    public void strike(Sandbox sandbox) throws IOException {
        holder = Optional.of(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        sandbox.state().resolve(Database.FILE).toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("database");
    }

    @Override
    public Map<String, String> answers(Sandbox sandbox) {
        return Map.of("PROCESS", String.valueOf(holder.orElseThrow().pid()));
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException, InterruptedException {
        return sandbox.unready("database").isEmpty();
    }

    @Override
    public void close() {
        holder.ifPresent(Process::destroyForcibly);
    }
}
