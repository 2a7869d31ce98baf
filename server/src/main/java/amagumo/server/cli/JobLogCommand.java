package amagumo.server.cli;

import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.LogPart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo job log}: the log of an attempt. */
@Command(name = "log", description = "Prints the log of an attempt.", mixinStandardHelpOptions = true)
final class JobLogCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER", description = "The number of the attempt.")
    private long attempt;

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            PrintWriter out = spec.commandLine().getOut();
            JobControl jobs = opened.jobs();
            LogPart part = jobs.log(attempt, 0);
            while (part.octets().length > 0) {
                out.print(new String(part.octets(), StandardCharsets.UTF_8));
                part = jobs.log(attempt, part.next());
            }
            out.flush();
            return 0;
        });
    }
}
