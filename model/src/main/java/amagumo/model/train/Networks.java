package amagumo.model.train;

import amagumo.model.convlstm.ConvLstmNetworks;
import amagumo.model.convlstm.EncoderForecasterLayer;
import amagumo.model.loss.BalancedErrorLoss;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LabelWeights;
import amagumo.model.loss.LogitLoss;
import amagumo.model.loss.MeanAndExceedanceLoss;
import amagumo.model.loss.PoissonLoss;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.threads.Workers;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/** Creates the network of a configuration. */
final class Networks {

    /**
     * Weights by rain rate of the target, Shi et al. 2017 (HKO-7), section 3.2; below the first rate the weight is 1.
     */
    private static final float[] WEIGHT_FROM_MM_H = {2, 5, 10, 30};

    private static final double[] WEIGHTS = {2, 5, 10, 30};

    private static final double CEILING_MM_H = 60;

    private static final double RMS_DECAY = 0.9;

    private Networks() {}

    /** A network with initial weights from the seed, and with the schedule's learning rate times a factor. */
    static MultiLayerNetwork create(TrainingConfig config, double rateFactor, Workers workers) {
        MultiLayerNetwork network = ConvLstmNetworks.create(
                config.network(),
                new ConvLstmNetworks.Training(
                        loss(config),
                        updater(config.optimizer(), config.schedule().times(rateFactor)),
                        config.l2(),
                        config.clip() > 0 ? GradientNormalization.ClipL2PerLayer : GradientNormalization.None,
                        config.clip() > 0 ? config.clip() : 1,
                        config.seed()));
        ((EncoderForecasterLayer) network.getLayer(0)).computeWith(workers);
        return network;
    }

    /** The loss that a configuration's network minimises. */
    static LogitLoss loss(TrainingConfig config) {
        PixelMap map = config.pixelMap();
        return switch (config.objective()) {
            case CROSS_ENTROPY -> new CrossEntropyLoss();
            case WEIGHTED_CROSS_ENTROPY -> new CrossEntropyLoss(weights(map));
            case BALANCED_ERROR -> new BalancedErrorLoss(weights(map));
            case POISSON -> poisson(map);
            case EXCEEDANCE ->
                new MeanAndExceedanceLoss(poisson(map), config.network().outputChannels());
        };
    }

    private static PoissonLoss poisson(PixelMap map) {
        double lowest = Math.log(map.dryRateMmH());
        return new PoissonLoss(lowest, Math.log(map.rateMmH(1)) - lowest, CEILING_MM_H);
    }

    private static LabelWeights weights(PixelMap map) {
        double[] thresholds = new double[WEIGHT_FROM_MM_H.length];
        Arrays.setAll(thresholds, k -> map.pixel(WEIGHT_FROM_MM_H[k]));
        return new LabelWeights(thresholds, WEIGHTS);
    }

    private static IUpdater updater(Optimizer optimizer, WarmupCosine schedule) {
        return switch (optimizer) {
            case RMSPROP ->
                RmsProp.builder()
                        .learningRateSchedule(schedule)
                        .rmsDecay(RMS_DECAY)
                        .build();
            case ADAM -> Adam.builder().learningRateSchedule(schedule).build();
        };
    }
}
