package amagumo.model.train;

import amagumo.model.convlstm.SampleBySample;
import amagumo.model.loss.LogitLoss;
import amagumo.model.nowcast.NetworkInput;
import amagumo.model.nowcast.NowcastInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sample as the network sees it, lead by lead: nothing is computed before it is asked for, or kept longer than its
 * lead.
 */
final class ShownSample implements SampleBySample.Sample {

    private static final double LEAST_MEAN_MM_H = 0.2;

    private final TrainingConfig config;
    private final LogitLoss loss;
    private final float[][][] frames;
    private final Layout observedLayout;
    private final Layout fieldLayout;
    private final NetworkInput input;
    private final float weight;
    private final float[] labels;
    private final float[] mask;
    private List<Target> targets = List.of();

    ShownSample(TrainingConfig config, LogitLoss loss, Sample sample) {
        this.config = config;
        this.loss = loss;
        frames = sample.augmentation().scaled(sample.window());
        Symmetry symmetry = sample.augmentation().symmetry();
        observedLayout = new Layout(
                symmetry, config.crop(), config.patch(), config.network().inputChannels());
        fieldLayout = new Layout(
                symmetry, config.crop(), config.patch(), config.network().outputChannels());
        labels = new float[config.crop() * config.crop()];
        mask = new float[config.crop() * config.crop()];
        List<float[][]> observed = Arrays.asList(frames).subList(0, NowcastInput.FRAMES);
        input = NetworkInput.of(
                config.network(),
                config.frame(),
                config.pixelMap(),
                observed,
                sample.stepMinutes(),
                sample.cellKm() * config.poolFactor());
        weight = config.ofRates() ? weight(observed.get(NowcastInput.FRAMES - 1)) : 1;
    }

    @Override
    public void read(int frame, float[] into) {
        boolean observed = frame < NowcastInput.FRAMES;
        (observed ? observedLayout : fieldLayout).put(input.pixels().get(frame), into);
        if (observed) {
            tell(into);
        }
    }

    /** Fills the channels behind those of an observed frame. */
    private void tell(float[] frame) {
        int channels = config.network().inputChannels();
        for (int k = 0; k < input.conditions().size(); k++) {
            float condition = input.conditions().get(k);
            for (int at = config.network().outputChannels() + k; at < frame.length; at += channels) {
                frame[at] = condition;
            }
        }
    }

    @Override
    public double descend(int lead, int field, float[] logits) {
        if (field == 0) {
            targets = targets(lead + 1);
        }
        fieldLayout.put(targets.get(field).pixels(), labels);
        fieldLayout.put(targets.get(field).weights(), mask);
        return loss.descend(field * config.network().outputChannels(), labels, mask, logits);
    }

    /** What each field of a lead is compared with: rain rates and, where probabilities are learnt, {@link ExceedanceTargets}. */
    private List<Target> targets(int lead) {
        float[][] truth = frames[NowcastInput.FRAMES - 1 + lead];
        List<Target> fields = new ArrayList<>();
        fields.add(rates(input.frame().enter(truth, lead)));
        if (!config.exceedanceMmH().isEmpty()) {
            fields.addAll(ExceedanceTargets.of(
                    truth, config.exceedanceMmH(), reached -> input.frame().enter(reached, lead)));
        }
        return fields;
    }

    private Target rates(float[][] rates) {
        float[][] weights = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < weights[r].length; c++) {
                weights[r][c] = Float.isNaN(rates[r][c]) ? 0 : weight;
            }
        }
        return new Target(NetworkInput.pixels(rates, 0, config.pixelMap()), weights);
    }

    /**
     * One over the mean rain rate, which is kept a little above 0: otherwise a batch would learn only from its rainiest
     * sample. It is computed from what is known before the forecast, so that the mean remains the best forecast.
     */
    private static float weight(float[][] last) {
        double sum = 0;
        long known = 0;
        for (float[] row : last) {
            for (float rate : row) {
                if (!Float.isNaN(rate)) {
                    sum += rate;
                    known++;
                }
            }
        }
        return (float) (1 / (sum / Math.max(1, known) + LEAST_MEAN_MM_H));
    }
}
