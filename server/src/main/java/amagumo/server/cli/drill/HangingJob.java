package amagumo.server.cli.drill;

import amagumo.server.jobs.Attempt;
import amagumo.server.jobs.AttemptStore;
import amagumo.server.jobs.JobStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forecasts are exported to a server that accepts connections and never answers. */
final class HangingJob implements Fault {

    private static final String JOB = "export";

    private Optional<ServerSocket> silent = Optional.empty();

    @Override
    public void prepare(Sandbox sandbox) throws IOException {
        silent = Optional.of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    @Override
    public String settings() {
        return """
                export.destinations = [{
                  name = portal, formats = [netcdf], http = "http://127.0.0.1:%d/in/", private-addresses = true
                }]"""
                .formatted(silent.orElseThrow().getLocalPort());
    }

    @Override
    public Optional<String> symptom(Sandbox sandbox) throws IOException {
        return running(sandbox).stream()
                .findFirst()
                .map(attempt -> "./amagumo job list says: %s: attempt %d runs since %s"
                        .formatted(JOB, attempt.id(), attempt.start()));
    }

    @Override
    public Map<String, String> answers(Sandbox sandbox) throws IOException {
        return Map.of("NUMBER", String.valueOf(running(sandbox).get(0).id()));
    }

    @Override
    public boolean isMended(Sandbox sandbox) throws IOException {
        return running(sandbox).isEmpty()
                && sandbox.inDatabase(database -> new JobStore(database.jdbi())
                        .find(JOB)
                        .flatMap(JobStore.ListedJob::paused)
                        .isPresent());
    }

    private static List<Attempt> running(Sandbox sandbox) throws IOException {
        return sandbox.inDatabase(database -> new AttemptStore(database.jdbi())
                .running().stream().filter(attempt -> attempt.job().equals(JOB)).toList());
    }

    @Override
    public void close() throws IOException {
        if (silent.isPresent()) {
            silent.get().close();
        }
    }
}
