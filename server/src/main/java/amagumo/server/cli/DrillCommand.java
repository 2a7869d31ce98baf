package amagumo.server.cli;

import amagumo.server.cli.drill.Drill;
import amagumo.server.cli.drill.Sandbox;
import amagumo.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo drill}: a server with a fault in it, to be mended. */
@Command(
        name = "drill",
        description =
                "Starts a server in a sandbox with a fault in it, says what an on-call person would see first, and"
                        + " looks whether it was mended, as docs/runbook.md tells. Exit status 0 if it was, else 1.",
        mixinStandardHelpOptions = true)
final class DrillCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(3);

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which one; --list names them.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--list", description = "List the drills.")
    private boolean list;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long to wait for it to be mended (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        if (list) {
            Arrays.stream(Drill.values()).forEach(drill -> say("%-24s  %s".formatted(drill, drill.summary())));
            return 0;
        }
        if (minutes < 1) {
            throw new ParameterException(spec.commandLine(), "--minutes must be 1 or more");
        }
        Drill drill = name.flatMap(Drill::named)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        name.map("there is no drill '%s'; --list names them"::formatted)
                                .orElse("NAME is missing; --list names the drills")));
        List<String> variables = Settings.variablesIn(System.getenv());
        if (!variables.isEmpty()) {
            throw new CommandFailedException(
                    "the commands of a drill would follow %s, to another server: unset what begins with AMAGUMO_"
                            .formatted(String.join(", ", variables)));
        }
        try (Sandbox sandbox = Sandbox.start(drill, Installation.samples())) {
            drill(sandbox);
        }
        return 0;
    }

    private void drill(Sandbox sandbox) throws IOException, CommandFailedException, InterruptedException {
        say("A server runs in a sandbox, which is removed at the end:");
        sandbox.variables().forEach((name, value) -> say("  %s=%s".formatted(name, value)));
        String symptom = sandbox.symptom();
        say("What you see:");
        say("  " + symptom);
        say("Find out why and mend it; docs/runbook.md helps. Its commands take the values above. Ctrl-C gives up.");
        long begun = System.nanoTime();
        while (!sandbox.isMended()) {
            if (System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(minutes)) {
                throw new CommandFailedException("it was not mended within %d minutes".formatted(minutes));
            }
            Thread.sleep(LOOK.toMillis());
        }
        say("Mended after %d s.".formatted(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
