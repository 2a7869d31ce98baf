package amagumo.server.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptSignalTest {

    @Test
    void aSecondSignalEndsTheProcessAtOnce() throws Exception {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                WaitingProcess.class.getName());
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("ready", lines.readLine());
            process.toHandle().destroy(); // SIGTERM; that of the process closes its streams as well
            assertEquals("first", lines.readLine());
            process.toHandle().destroy();
            assertEquals(1, process.waitFor());
        }
    }
}
