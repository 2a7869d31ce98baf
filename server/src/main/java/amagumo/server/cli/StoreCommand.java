package amagumo.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code amagumo store}: looks after a store. */
@Command(
        name = "store",
        description = "Lists the frames of a store, removes frames from it, or looks for damage.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StoreListCommand.class, StoreRemoveCommand.class, StoreVerifyCommand.class})
final class StoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list, remove or verify");
    }
}
