package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitsTest {

    private static final Path UNITS = Path.of("src/dist/systemd");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path directory;

    @Test
    void systemdFindsNothingToSayAboutTheUnits() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed (Debian: systemd)");
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify", "--man=no"));
        try (Stream<Path> units = Files.list(UNITS)) {
            for (Path unit : units.toList()) {
                String name = unit.getFileName().toString();
                Path copy = directory.resolve(name);
                // What it runs is the checkout's here.
                Files.writeString(
                        copy,
                        Files.readString(unit)
                                .replace(
                                        "/opt/amagumo/amagumo",
                                        Path.of("../amagumo").toRealPath().toString()));
                command.add(directory.resolve(name.replace("@", "@prune")).toString());
            }
        }
        ProcessBuilder analysis = new ProcessBuilder(command).redirectErrorStream(true);
        analysis.environment().put("SYSTEMD_UNIT_PATH", directory + ":"); // and the system's own
        Process process = analysis.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals("", said);
    }
}
