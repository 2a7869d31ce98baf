package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
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
                default -> throw new IllegalStateException("broken");
            }
        }
    }
}
