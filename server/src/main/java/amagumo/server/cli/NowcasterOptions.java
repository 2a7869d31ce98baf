package amagumo.server.cli;

import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
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

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--nowcaster",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. Default: convlstm with --model, else rover (optical flow).")
    private Optional<NowcasterName> kind = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE", description = "Model file of the ConvLSTM.")
    private Optional<Path> model = Optional.empty();

    /**
     * The nowcaster that was asked for.
     *
     * @throws IOException if the model file cannot be used
     */
    Nowcaster create() throws IOException {
        return create(kind, model);
    }

    /**
     * The nowcaster that was asked for, where settings say what the command line does not.
     *
     * @throws IOException if the model file cannot be used
     */
    Nowcaster createOr(Optional<NowcasterName> otherwise, Optional<Path> modelOtherwise) throws IOException {
        // Who names a nowcaster that learns nothing does not want the model of the settings.
        boolean wantsModel = kind.or(() -> model.isPresent() ? Optional.of(NowcasterName.CONVLSTM) : otherwise)
                .map(NowcasterName.CONVLSTM::equals)
                .orElse(true);
        return create(
                kind.or(() -> model.isPresent() ? Optional.empty() : otherwise),
                wantsModel ? model.or(() -> modelOtherwise) : model);
    }

    private Nowcaster create(Optional<NowcasterName> name, Optional<Path> file) throws IOException {
        NowcasterName chosen = name.orElse(file.isPresent() ? NowcasterName.CONVLSTM : NowcasterName.ROVER);
        Optional<Nowcaster> withoutModel = chosen.withoutModel();
        if (file.isPresent() == withoutModel.isPresent()) {
            throw new ParameterException(
                    command.commandLine(), "--nowcaster convlstm needs --model, and no other nowcaster takes it");
        }
        return withoutModel.isPresent() ? withoutModel.get() : ConvLstmNowcaster.of(ModelFile.read(file.orElseThrow()));
    }
}
