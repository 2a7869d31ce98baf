package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryWithoutAServersStateIsRefusedAndStaysAsItWas() {
        Path state = directory.resolve("state");
        StringWriter err = new StringWriter();
        int status = Amagumo.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("model", "list", "--dir", state.toString());
        assertEquals(1, status);
        assertEquals(
                "amagumo: %s: no server keeps its state here; --dir or --config says where one does\n".formatted(state),
                err.toString());
        assertFalse(Files.exists(state));
    }
}
