package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class AmagumoTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpGoesToStandardOutputAndSucceeds() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("Usage: amagumo"), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void everyCommandTellsTheVersionOfThePom() throws Exception {
        String version = XPathFactory.newInstance()
                .newXPath()
                .evaluate("/*/*[local-name() = 'version']", new InputSource("../pom.xml"));
        assertEquals(0, run("inspect", "--version"));
        assertEquals("amagumo " + version + "\n", out.toString());
    }

    @Test
    void badUsageIsOneReasonAndExitStatusTwo() {
        assertEquals(2, run());
        assertEquals("amagumo: a command is missing\nTry 'amagumo --help'.\n", err.toString());
        assertEquals(2, run("--no-such-option"));
        assertEquals("", out.toString());
    }

    @Test
    void failureIsOneSentenceAndExitStatusOne() {
        assertEquals(1, run("fails", "expected"));
        assertEquals("amagumo: the store is empty\n", err.toString());
    }

    @Test
    void missingFileIsNamedInASentence() {
        assertEquals(1, run("fails", "file"));
        assertEquals("amagumo: radar.bin: no such file or directory\n", err.toString());
    }

    @Test
    void bugShowsItsStackTrace() {
        assertEquals(1, run("fails", "bug"));
        assertTrue(err.toString().contains("this is a bug"), err::toString);
        assertTrue(err.toString().contains("at amagumo.server.cli.AmagumoTest"), err::toString);
    }

    @Test
    void aFullHeapIsOneSentenceThatTellsItsSizeWhicheverThreadFoundIt() {
        for (String how : List.of("heap", "heap-of-a-thread", "heap-of-a-worker")) {
            err.getBuffer().setLength(0);
            assertEquals(1, run("fails", how));
            assertTrue(
                    err.toString()
                            .matches(
                                    "amagumo: out of memory: the heap of \\d+\\.\\d GB is full; take a smaller domain, or"
                                            + " allow more with AMAGUMO_JAVA_OPTIONS=-Xmx\\d+g\n"),
                    err::toString);
        }
    }

    @Test
    void fullMemoryBesideTheHeapIsOneSentence() {
        assertEquals(1, run("fails", "native"));
        assertTrue(
                err.toString().matches("amagumo: out of memory beside the heap of .* \\(Physical memory .*\n"),
                err::toString);
    }

    private int run(String... arguments) {
        CommandLine command = Amagumo.commandLine();
        command.addSubcommand(new Failing());
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @Command(name = "fails")
    private static final class Failing implements Callable<Integer> {

        @CommandLine.Parameters
        private String how;

        @Override
        public Integer call() throws Exception {
            switch (how) {
                case "expected" -> throw new CommandFailedException("the store is empty");
                case "file" -> throw new NoSuchFileException("radar.bin");
                case "heap" -> throw new OutOfMemoryError("Java heap space");
                // As a fork/join pool hands it on.
                case "heap-of-a-thread" ->
                    throw (Error) new OutOfMemoryError().initCause(new OutOfMemoryError("Java heap space"));
                case "heap-of-a-worker" ->
                    throw new IllegalStateException("A sample failed", new OutOfMemoryError("Java heap space"));
                case "native" -> throw new OutOfMemoryError("Physical memory usage is too high: 9G > 8G");
                default -> throw new IllegalStateException("broken");
            }
        }
    }
}
