package amagumo.server.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.SmallDisk;
import amagumo.server.cli.Amagumo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each drill, mended by the very commands of the runbook: those in the block that follows "**Mend.**" in its section. */
class DrillTest {

    private static final Path RUNBOOK = Path.of("../docs/runbook.md");
    private static final Path SAMPLES = Path.of("../data-samples");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource(Drill.class)
    void theRunbooksCommandsMendIt(Drill drill, @TempDir Path directory) throws Exception {
        if (drill == Drill.FULL_DISK) {
            SmallDisk.mount(directory.resolve("disk"), 16).close(); // as the drill does, or the test is skipped
        }
        try (Sandbox sandbox = Sandbox.start(drill, SAMPLES)) {
            String symptom = assertTimeoutPreemptively(PATIENCE, sandbox::symptom);
            assertFalse(symptom.isEmpty());
            assertFalse(sandbox.isMended(), "nothing was done yet");
            Map<String, String> values = new TreeMap<>(sandbox.variables());
            values.putAll(sandbox.answers());
            for (String command : commands(drill)) {
                run(command, values);
            }
            assertTimeoutPreemptively(PATIENCE, () -> {
                while (!sandbox.isMended()) {
                    Thread.sleep(100);
                }
            });
        }
    }

    @Test
    void theRunbooksCommandsAboutAServerSayWhichOne() throws Exception {
        // A command may be broken over two lines.
        Matcher command = Pattern.compile(
                        "\\./amagumo (?:job|model|verification)\\b[^`]*?(?=`|\\n\\n|\\n\\./amagumo |\\n```)")
                .matcher(Files.readString(RUNBOOK));
        int found = 0;
        for (; command.find(); found++) {
            String text = command.group().replaceAll("\\s+", " ");
            assertTrue(text.contains("--config \"$CONF\""), text);
        }
        assertTrue(found > 8, "found only " + found);
    }

    @Test
    void everySectionOfTheRunbookIsADrillAndTellsAllThatItShould() throws IOException {
        List<String> sections = new ArrayList<>();
        for (String section : Files.readString(RUNBOOK).split("\n(?=## )")) {
            Matcher name = Pattern.compile("^## .*\\(`drill ([a-z-]+)`\\)\n").matcher(section);
            if (name.find()) {
                sections.add(name.group(1));
                for (String part : List.of("**You see.**", "**It means.**", "**Mend.**", "**Check.**")) {
                    assertTrue(section.contains(part), () -> name.group(1) + " lacks " + part);
                }
            }
        }
        List<String> drills = new ArrayList<>();
        for (Drill drill : Drill.values()) {
            drills.add(drill.toString());
        }
        assertEquals(drills, sections);
    }

    @Test
    void drillsAreListedAndOthersAreBadUsage() {
        StringWriter out = new StringWriter();
        assertEquals(0, Amagumo.commandLine().setOut(new PrintWriter(out, true)).execute("drill", "--list"));
        assertEquals(Drill.values().length, out.toString().lines().count());
        StringWriter err = new StringWriter();
        assertEquals(2, Amagumo.commandLine().setErr(new PrintWriter(err, true)).execute("drill", "flood"));
        assertTrue(err.toString().contains("there is no drill 'flood'"), err::toString);
    }

    /** The commands of a section's first block of shell after "**Mend.**", a line each. */
    private static List<String> commands(Drill drill) throws IOException {
        String text = Files.readString(RUNBOOK);
        int mend = text.indexOf("**Mend.**", text.indexOf("(`drill %s`)".formatted(drill)));
        int begin = text.indexOf("```sh\n", mend) + "```sh\n".length();
        return text.substring(begin, text.indexOf("```", begin)).lines().toList();
    }

    /** Runs a command of ours in this process and others by the shell, each as it stands in the runbook. */
    private static void run(String command, Map<String, String> values) throws Exception {
        if (!command.startsWith("./amagumo ")) {
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
            shell.environment().putAll(values);
            Process process = shell.start();
            String said = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), () -> command + ": " + said);
            return;
        }
        List<String> arguments = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command.substring("./amagumo ".length()));
        while (word.find()) {
            String text = word.group(1) == null ? word.group(2) : word.group(1);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.equals("$" + value.getKey()) ? value.getValue() : text;
            }
            arguments.add(text);
        }
        StringWriter err = new StringWriter();
        int status = Amagumo.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        assertEquals(0, status, () -> command + ": " + err);
    }
}
