package amagumo.server.cli;

import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.model.nowcast.Rover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say which nowcaster makes a forecast. */
final class NowcasterOptions {

    private enum Kind {
        CONVLSTM,
        ROVER,
        PERSISTENCE
    }

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--nowcaster",
            paramLabel = "NAME",
            description = "convlstm, rover (optical flow) or persistence. Default: convlstm with --model, else rover.")
    private Optional<Kind> kind = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE", description = "Model file of the ConvLSTM.")
    private Optional<Path> model = Optional.empty();

    /**
     * The nowcaster that was asked for.
     *
     * @throws IOException if the model file cannot be used
     */
    Nowcaster create() throws IOException {
        Kind chosen = kind.orElse(model.isPresent() ? Kind.CONVLSTM : Kind.ROVER);
        if (model.isPresent() != (chosen == Kind.CONVLSTM)) {
            throw new ParameterException(
                    command.commandLine(), "--nowcaster convlstm needs --model, and no other nowcaster takes it");
        }
        return switch (chosen) {
            case CONVLSTM -> ConvLstmNowcaster.of(ModelFile.read(model.orElseThrow()));
            case ROVER -> new Rover();
            case PERSISTENCE -> new Persistence();
        };
    }
}
