package amagumo.model.evaluation;

import amagumo.model.evaluation.Evaluation.Contender;
import amagumo.model.file.ModelFile;
import amagumo.model.file.UnusableModelException;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.LagrangianProbability;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import amagumo.model.nowcast.ProbabilityNowcaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which nowcasters an evaluation compares.
 *
 * @param nowcasters by name; {@code convlstm} stands for the models
 * @param models model files
 * @param withoutNetwork whether each model is scored again with its network switched off
 * @param networkShare how much of the models' forecasts comes from their network, if not as they say themselves
 * @param context if above 0, every nowcaster is scored again with this many more cells around the scored ones
 */
public record Contenders(
        Collection<NowcasterName> nowcasters,
        List<Path> models,
        boolean withoutNetwork,
        Optional<Double> networkShare,
        int context) {

    public Contenders {
        nowcasters = new TreeSet<>(nowcasters);
        models = List.copyOf(models);
        if (nowcasters.contains(NowcasterName.CONVLSTM) && models.isEmpty()) {
            throw new IllegalArgumentException("the nowcaster convlstm needs a model");
        }
        if (networkShare.filter(share -> !(share > 0 && share <= 1)).isPresent()) {
            throw new IllegalArgumentException("the network's share is above 0 and at most 1");
        }
        if (context < 0) {
            throw new IllegalArgumentException("the context is at least 0 cells, not %d".formatted(context));
        }
    }

    /**
     * Reads the models.
     *
     * @return with distinct names, nowcasters without a model first
     * @throws IOException if a model file cannot be used, or not with this share of the network
     */
    public List<Contender> open() throws IOException {
        List<Nowcaster> all = new ArrayList<>();
        for (NowcasterName name : nowcasters) {
            name.withoutModel().ifPresent(all::add);
        }
        for (Path file : models) {
            ModelFile model = read(file);
            all.add(ConvLstmNowcaster.of(model));
            if (withoutNetwork) {
                all.add(ConvLstmNowcaster.switchedOff(model.metadata()));
            }
        }
        Map<String, Contender> contenders = new LinkedHashMap<>();
        for (Nowcaster nowcaster : all) {
            add(contenders, nowcaster.name(), nowcaster, 0);
            if (context > 0) {
                add(contenders, nowcaster.name() + "+" + context, nowcaster, context);
            }
        }
        return List.copyOf(contenders.values());
    }

    /**
     * Reads the models, to score their probabilities next to those of {@link LagrangianProbability}.
     *
     * @return by distinct names, the nowcaster without a model first
     * @throws IOException if a model file cannot be used, or its model does not forecast probabilities
     */
    public Map<String, ProbabilityNowcaster> openProbabilities() throws IOException {
        Map<String, ProbabilityNowcaster> contenders = new LinkedHashMap<>();
        ProbabilityNowcaster lagrangian = new LagrangianProbability();
        contenders.put(lagrangian.name(), lagrangian);
        for (Path file : models) {
            ModelFile model = read(file);
            ConvLstmNowcaster nowcaster = ConvLstmNowcaster.of(model);
            if (!nowcaster.givesExceedance()) {
                throw new UnusableModelException(file, "the model does not forecast probabilities");
            }
            contenders.put(unused(contenders, nowcaster.name()), nowcaster);
            if (withoutNetwork) {
                ConvLstmNowcaster off = ConvLstmNowcaster.switchedOff(model.metadata());
                contenders.put(unused(contenders, off.name()), off);
            }
        }
        return contenders;
    }

    private ModelFile read(Path file) throws IOException {
        ModelFile model = ModelFile.read(file);
        if (networkShare.isEmpty()) {
            return model;
        }
        try {
            return new ModelFile(model.metadata().withNetworkShare(networkShare.get()), model.network());
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException(file, e.getMessage());
        }
    }

    private static void add(Map<String, Contender> contenders, String name, Nowcaster nowcaster, int context) {
        String unused = unused(contenders, name);
        contenders.put(unused, new Contender(unused, nowcaster, context));
    }

    private static String unused(Map<String, ?> contenders, String name) {
        String unused = name;
        for (int i = 2; contenders.containsKey(unused); i++) {
            unused = name + "#" + i;
        }
        return unused;
    }
}
