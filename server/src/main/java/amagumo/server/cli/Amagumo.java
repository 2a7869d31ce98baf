package amagumo.server.cli;

import amagumo.ingest.file.FailureReason;
import amagumo.ingest.software.Software;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code amagumo}. Exit status 0: done; 1: failed, one line of why on standard error; 2: bad usage.
 *
 * <p>A subcommand is a {@code Callable<Integer>}; it fails by throwing {@link CommandFailedException} or an
 * {@link IOException} whose message a user can read. Anything else that is thrown is a bug and shows its stack trace.
 */
@Command(
        name = "amagumo",
        description = "Precipitation nowcasting: reads JMA radar grids, trains a ConvLSTM, serves forecasts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ConvertCommand.class,
            CoverageCommand.class,
            DemoCommand.class,
            DrillCommand.class,
            EvaluateCommand.class,
            FineTuneCommand.class,
            ForecastCommand.class,
            IngestCommand.class,
            InspectCommand.class,
            JobCommand.class,
            ModelCommand.class,
            SamplesCommand.class,
            ServeCommand.class,
            StoreCommand.class,
            TrainCommand.class,
            VerificationCommand.class,
            WindowsCommand.class
        })
public final class Amagumo implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The command line, ready to execute arguments; tests give it writers of their own. */
    public static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Amagumo())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Amagumo::badUsage)
                .setExecutionStrategy(Amagumo::run)
                .setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown, command));
        root.getCommandSpec().version(Software.NAME_AND_VERSION);
        root.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .version(Software.NAME_AND_VERSION));
        return root;
    }

    /**
     * Runs a command and ends the process.
     *
     * <p>Whatever the user's language, digits are ASCII and the calendar is ISO's: what commands print is read by
     * programs and compared by people. So the process uses no country's formats, and neither do its libraries.
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    private static int badUsage(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("amagumo: " + thrown.getMessage());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** Exceptions of commands are reported by the handler; that memory ran out is an error, which picocli does not hand on. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            PrintWriter err = parsed.commandSpec().commandLine().getErr();
            err.println("amagumo: " + OutOfMemory.reason(OutOfMemory.in(e).orElse(e)));
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static int failed(Exception thrown, CommandLine command) {
        PrintWriter err = command.getErr();
        Optional<OutOfMemoryError> memory = OutOfMemory.in(thrown);
        Throwable cause = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
        if (memory.isPresent()) {
            err.println("amagumo: " + OutOfMemory.reason(memory.get()));
        } else if (cause instanceof CommandFailedException || cause instanceof IOException) {
            err.println("amagumo: " + FailureReason.of(cause));
        } else {
            err.println("amagumo: this is a bug; please report it with the lines below");
            thrown.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
