package amagumo.server.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter written = new StringWriter();

    @Test
    void terminalShowsABarThatIsErasedAtTheEnd() {
        try (Progress progress = new Progress(new PrintWriter(written), true, "ingest", 4)) {
            progress.update(4, "2 files/s");
        }
        assertEquals("\r\u001b[Kingest [########################] 4/4 2 files/s\r\u001b[K", written.toString());
    }

    @Test
    void pipeGetsPlainLinesAndNoControlCharacters() {
        try (Progress progress = new Progress(new PrintWriter(written), false, "ingest", 4)) {
            progress.update(1, "too early to say");
            progress.line("a.bin: skipped");
            progress.update(4, "2 files/s");
        }
        assertEquals("a.bin: skipped\ningest: 4/4 2 files/s\n", written.toString());
    }
}
