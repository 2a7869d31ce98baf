package amagumo.model.nowcast;

import amagumo.model.file.ModelMetadata;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of a network: what it said of all leads, in its own frame and resolution, packed. What was not wanted has no frames.
 *
 * @param frames what the network was shown
 * @param rates the pixels that stand for rain rates, a frame a lead
 * @param conditional the conditional probabilities of the thresholds, one after the other, lead after lead
 */
record NetworkRun(ShownFrames frames, PackedPixels rates, PackedShares conditional) {

    /** Runs a network for its rain rates alone. */
    static NetworkRun ofRates(TiledNetwork network, NetworkInput input, ModelMetadata metadata) {
        return of(network, input, metadata, true, false);
    }

    /** Runs a network for its probabilities alone. */
    static NetworkRun ofProbabilities(TiledNetwork network, NetworkInput input, ModelMetadata metadata) {
        return of(network, input, metadata, false, true);
    }

    /** Runs a network for both at once: as fast as for one of them, for a network always computes all. */
    static NetworkRun ofBoth(TiledNetwork network, NetworkInput input, ModelMetadata metadata) {
        return of(network, input, metadata, true, true);
    }

    private static NetworkRun of(
            TiledNetwork network,
            NetworkInput input,
            ModelMetadata metadata,
            boolean wantsRates,
            boolean wantsProbabilities) {
        boolean blends = wantsRates && metadata.networkShare() < 1;
        ShownFrames frames = new ShownFrames(input, metadata.network().fields(), blends, metadata.patch());
        int leads = metadata.network().leads();
        int thresholds = metadata.exceedanceMmH().size();
        PackedPixels rates = new PackedPixels(wantsRates ? leads : 0, frames.rows(), frames.columns());
        PackedShares conditional =
                new PackedShares(wantsProbabilities ? leads * thresholds : 0, frames.rows(), frames.columns());
        Map<Integer, TiledNetwork.Sink> wanted = new HashMap<>();
        if (wantsRates) {
            wanted.put(0, rates::set);
        }
        if (wantsProbabilities) {
            for (int k = 0; k < thresholds; k++) {
                int threshold = k;
                wanted.put(1 + k, (lead, row, pixels) -> conditional.set(lead * thresholds + threshold, row, pixels));
            }
        }
        network.run(frames, input.conditions(), wanted);
        return new NetworkRun(frames, rates, conditional);
    }
}
