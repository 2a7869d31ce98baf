package amagumo.server.cli;

import amagumo.model.nowcast.NowcasterName;
import amagumo.server.config.NowcasterChoice;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose the nowcaster for a forecast. */
final class NowcasterOptions {

    @Option(
            names = "--nowcaster",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. Default: convlstm with --model, else rover (optical flow).")
    private Optional<NowcasterName> name = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE", description = "Model file of the ConvLSTM.")
    private Optional<Path> model = Optional.empty();

    NowcasterChoice choice() {
        return new NowcasterChoice(name, model);
    }
}
