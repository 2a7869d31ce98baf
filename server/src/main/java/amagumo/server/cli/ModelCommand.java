package amagumo.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo model}: the models of a server, and which of them serves. */
@Command(
        name = "model",
        description = "Lists and shows the models that a server has had, registers one, and says which of them serves.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelListCommand.class,
            ModelShowCommand.class,
            ModelRegisterCommand.class,
            ModelPromoteCommand.class,
            ModelRollbackCommand.class
        })
final class ModelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: list, show, register, promote or rollback");
    }
}
