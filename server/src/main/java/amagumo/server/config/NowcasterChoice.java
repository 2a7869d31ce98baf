package amagumo.server.config;

import amagumo.model.file.ModelFile;
import amagumo.model.file.UnusableModelException;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import amagumo.model.nowcast.ProbabilityNowcaster;
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

    /** What is said where a model is missing, or is of no use. */
    static final String MODEL_IS_AMISS = "the nowcaster convlstm needs a model, and no other takes one";

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

    /** Why there is no such nowcaster, if there is none: a model is missing, or one is given that is of no use. */
    public Optional<String> contradiction() {
        return model.isPresent() == (kind() == NowcasterName.CONVLSTM) ? Optional.empty() : Optional.of(MODEL_IS_AMISS);
    }

    /**
     * The nowcaster.
     *
     * @throws IllegalStateException if there is a {@link #contradiction}
     * @throws IOException if the model file cannot be used
     */
    public Nowcaster open() throws IOException {
        contradiction().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        Optional<Nowcaster> withoutModel = kind().withoutModel();
        return withoutModel.isPresent()
                ? withoutModel.get()
                : ConvLstmNowcaster.of(ModelFile.read(model.orElseThrow()));
    }

    /** Why there are no probabilities of it, if there are none. */
    public Optional<String> contradictionOfProbabilities() {
        return name.filter(named -> named != NowcasterName.CONVLSTM)
                .map(
                        "%s does not forecast probabilities; a model may, and without either they are the last frame's"
                                ::formatted)
                .or(() -> name.isPresent() ? contradiction() : Optional.empty());
    }

    /**
     * What gives the probabilities: the model, or without one the share of the neighbourhood in the last frame.
     *
     * @throws IllegalStateException if there is a {@link #contradictionOfProbabilities}
     * @throws IOException if the model file cannot be used, or forecasts no probabilities
     */
    public ProbabilityNowcaster openProbabilities() throws IOException {
        contradictionOfProbabilities().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        if (model.isEmpty()) {
            return new LagrangianProbability();
        }
        ConvLstmNowcaster nowcaster = ConvLstmNowcaster.of(ModelFile.read(model.get()));
        if (!nowcaster.givesExceedance()) {
            throw new UnusableModelException(model.get(), "does not forecast probabilities");
        }
        return nowcaster;
    }

    /** Which kind of nowcaster it is. */
    public NowcasterName kind() {
        return name.orElse(model.isPresent() ? NowcasterName.CONVLSTM : NowcasterName.ROVER);
    }
}
