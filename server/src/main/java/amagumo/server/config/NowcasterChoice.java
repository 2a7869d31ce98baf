package amagumo.server.config;

import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What makes the forecasts. With a model and no name it is the model, without either optical flow.
 *
 * @param name the nowcaster's name, if one is given
 * @param model the model file, if one is given
 */
public record NowcasterChoice(Optional<NowcasterName> name, Optional<Path> model) {

    /** Nothing is chosen. */
    public static final NowcasterChoice NONE = new NowcasterChoice(Optional.empty(), Optional.empty());

    /** This choice, and where it leaves something open, another. */
    public NowcasterChoice or(NowcasterChoice other) {
        Optional<NowcasterName> chosen = name.or(() -> model.isPresent() ? Optional.empty() : other.name);
        // Who names a nowcaster that learns nothing does not want the other's model.
        boolean wantsModel =
                chosen.filter(named -> named != NowcasterName.CONVLSTM).isEmpty();
        return new NowcasterChoice(chosen, wantsModel ? model.or(() -> other.model) : model);
    }

    /**
     * The nowcaster.
     *
     * @throws IllegalArgumentException if a model is chosen for a nowcaster that takes none, or none for one that needs it
     * @throws IOException if the model file cannot be used
     */
    public Nowcaster open() throws IOException {
        NowcasterName chosen = name.orElse(model.isPresent() ? NowcasterName.CONVLSTM : NowcasterName.ROVER);
        Optional<Nowcaster> withoutModel = chosen.withoutModel();
        if (model.isPresent() == withoutModel.isPresent()) {
            throw new IllegalArgumentException("the nowcaster convlstm needs a model, and no other takes one");
        }
        return withoutModel.isPresent()
                ? withoutModel.get()
                : ConvLstmNowcaster.of(ModelFile.read(model.orElseThrow()));
    }
}
