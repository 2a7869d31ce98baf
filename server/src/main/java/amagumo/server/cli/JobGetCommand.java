package amagumo.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amagumo job get}: the values that a job's runs left. */
@Command(
        name = "get",
        description = "Prints a value that a job's runs left, or all of them.",
        mixinStandardHelpOptions = true)
final class JobGetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "JOB", description = "Whose.")
    private String job;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", description = "Which value.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private ServerState state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CommandFailedException, InterruptedException {
        return state.with(opened -> {
            Map<String, String> values = opened.jobs().parameters(job);
            PrintWriter out = spec.commandLine().getOut();
            if (name.isEmpty()) {
                values.forEach((key, value) -> out.println(key + " = " + value));
            } else if (values.containsKey(name.get())) {
                out.println(values.get(name.get()));
            } else {
                throw new CommandFailedException("the job %s has no value '%s'".formatted(job, name.get()));
            }
            out.flush();
            return 0;
        });
    }
}
