package amagumo.model.nowcast;

import amagumo.model.file.ModelMetadata;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One run of a network: what it said of all leads, in its own frame and resolution, packed. What was not wanted has no frames.
 *
 * @param rates the pixels that stand for rain rates, a frame a lead
 * @param guesses those of the first guesses, likewise, if the model blends them with what its network says
 * @param conditional the conditional probabilities of the thresholds that are wanted, from the lowest on
 * @param inReach for each lead where rain is in reach, {@code [row][column]}; elsewhere what the network says means nothing
 */
record NetworkRun(PackedPixels rates, PackedPixels guesses, PackedShares conditional, List<boolean[][]> inReach) {

    /**
     * Runs a network. It is as fast for rates and probabilities as for either.
     *
     * @param wantsRates whether its rain rates are wanted
     * @param thresholds of how many thresholds the probabilities are wanted, from the lowest on
     */
    static NetworkRun of(
            TiledNetwork network, NetworkInput input, ModelMetadata metadata, boolean wantsRates, int thresholds) {
        boolean blends = wantsRates && metadata.networkShare() < 1;
        ShownFrames frames = new ShownFrames(input, metadata.network().fields(), blends, metadata.patch());
        int leads = metadata.network().leads();
        PackedPixels rates = new PackedPixels(wantsRates ? leads : 0, frames.rows(), frames.columns());
        PackedShares conditional = new PackedShares(leads, thresholds, frames.rows());
        // A network has seen all observed frames before it says anything.
        Map<Integer, boolean[][]> known = new ConcurrentHashMap<>();
        IntFunction<boolean[][]> inReach =
                lead -> known.computeIfAbsent(lead, of -> frames.rain().within(reach(input, metadata, of + 1)));
        Map<Integer, TiledNetwork.Sink> wanted = new TreeMap<>();
        if (wantsRates) {
            wanted.put(0, rates::set);
        }
        for (int k = 0; k < thresholds; k++) {
            int threshold = k;
            wanted.put(
                    1 + k,
                    (lead, row, shares) -> conditional.set(lead, threshold, row, shares, inReach.apply(lead)[row]));
        }
        network.run(frames, input.conditions(), wanted);
        List<boolean[][]> ofLeads = IntStream.range(0, leads).mapToObj(inReach).toList();
        return new NetworkRun(rates, frames.guesses(), conditional, ofLeads);
    }

    /**
     * How far the network may carry rain, in positions: as far as its first guess does, or else as far as it can see
     * rain.
     */
    private static int reach(NetworkInput input, ModelMetadata metadata, int lead) {
        return input.guess()
                .map(guess -> guess.reach(lead) / metadata.patch() + 1)
                .orElseGet(() -> TiledNetwork.halo(metadata.network()));
    }
}
