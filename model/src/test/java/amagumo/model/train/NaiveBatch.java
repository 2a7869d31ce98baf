package amagumo.model.train;

import amagumo.model.nowcast.NetworkInput;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastInput;
import amagumo.model.pixel.PatchTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A batch as DL4J is given it, all samples in one array: the plain way to what a {@link ShownSample} gives lead by lead. */
record NaiveBatch(PatchTensor inputs, PatchTensor targets, PatchTensor mask) {

    static NaiveBatch of(List<Sample> samples, TrainingConfig config) {
        int crop = config.crop();
        int patch = config.patch();
        int count = samples.size();
        int out = config.network().leadChannels();
        NaiveBatch batch = new NaiveBatch(
                new PatchTensor(
                        count,
                        config.network().inputChannels(),
                        config.network().framesGiven(),
                        crop,
                        crop,
                        patch),
                new PatchTensor(count, out, Nowcast.LEADS, crop, crop, patch),
                new PatchTensor(count, out, Nowcast.LEADS, crop, crop, patch));
        for (int place = 0; place < count; place++) {
            batch.set(place, samples.get(place), config);
        }
        return batch;
    }

    private void set(int place, Sample sample, TrainingConfig config) {
        float[][][] frames = sample.augmentation().scaled(sample.window());
        List<float[][]> observed = Arrays.asList(frames).subList(0, NowcastInput.FRAMES);
        NetworkInput input = NetworkInput.of(
                config.network(),
                config.frame(),
                config.pixelMap(),
                observed,
                sample.stepMinutes(),
                sample.cellKm() * config.poolFactor());
        Symmetry symmetry = sample.augmentation().symmetry();
        for (int t = 0; t < input.pixels().size(); t++) {
            inputs.set(place, t, 0, laid(symmetry, input.pixels().get(t)));
        }
        for (int t = 0; t < NowcastInput.FRAMES; t++) {
            for (int k = 0; k < input.conditions().size(); k++) {
                inputs.fill(
                        place,
                        t,
                        config.network().outputChannels() + k,
                        input.conditions().get(k));
            }
        }
        float weight = config.ofRates() ? weight(observed.get(NowcastInput.FRAMES - 1)) : 1;
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] truth = frames[NowcastInput.FRAMES - 1 + lead];
            int steps = lead;
            UnaryOperator<float[][]> moved =
                    field -> laid(symmetry, input.frame().enter(field, steps));
            List<Target> fields = new ArrayList<>();
            fields.add(rates(moved.apply(truth), weight, config));
            if (!config.exceedanceMmH().isEmpty()) {
                fields.addAll(ExceedanceTargets.of(truth, config.exceedanceMmH(), reached -> reached.stream()
                        .map(moved)
                        .toList()));
            }
            for (int field = 0; field < fields.size(); field++) {
                int channel = field * config.network().outputChannels();
                targets.set(place, lead - 1, channel, fields.get(field).pixels());
                mask.set(place, lead - 1, channel, fields.get(field).weights());
            }
        }
    }

    private static float[][] laid(Symmetry symmetry, float[][] frame) {
        int n = frame.length;
        boolean transpose = (symmetry.index() & 1) != 0;
        boolean flipRows = (symmetry.index() & 2) != 0;
        boolean flipColumns = (symmetry.index() & 4) != 0;
        float[][] laid = new float[n][n];
        for (int r = 0; r < n; r++) {
            int fromRow = flipRows ? n - 1 - r : r;
            for (int c = 0; c < n; c++) {
                int fromColumn = flipColumns ? n - 1 - c : c;
                laid[r][c] = transpose ? frame[fromColumn][fromRow] : frame[fromRow][fromColumn];
            }
        }
        return laid;
    }

    /** One over the mean rate of the last observed frame and 0.2 mm/h. */
    private static float weight(float[][] last) {
        double sum = 0;
        long known = 0;
        for (float[] row : last) {
            for (float rate : row) {
                sum += Float.isNaN(rate) ? 0 : rate;
                known += Float.isNaN(rate) ? 0 : 1;
            }
        }
        return (float) (1 / (sum / known + 0.2));
    }

    private static Target rates(float[][] rates, float weight, TrainingConfig config) {
        float[][] weights = new float[rates.length][rates[0].length];
        for (int r = 0; r < rates.length; r++) {
            for (int c = 0; c < weights[r].length; c++) {
                weights[r][c] = Float.isNaN(rates[r][c]) ? 0 : weight;
            }
        }
        return new Target(NetworkInput.pixels(rates, 0, config.pixelMap()), weights);
    }
}
