package amagumo.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo job}: what a server's jobs did, and what they are to do. */
@Command(
        name = "job",
        description = "Lists, runs, pauses and ends the jobs of a server that runs, through its database.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            JobListCommand.class,
            JobRunCommand.class,
            JobBackfillCommand.class,
            JobLogCommand.class,
            JobKillCommand.class,
            JobPauseCommand.class,
            JobResumeCommand.class,
            JobGetCommand.class,
            JobSetCommand.class
        })
final class JobCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: list, run, backfill, log, kill, pause, resume, get or set");
    }
}
