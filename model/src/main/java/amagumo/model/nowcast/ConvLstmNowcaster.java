package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Pooling;
import amagumo.model.convlstm.FrameByFrame;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.motion.FirstGuess;
import amagumo.model.pixel.PixelMap;
import amagumo.model.threads.Rows;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ConvLSTM of a model file. Frames are pooled to the network's resolution, brought into its reference frame and
 * turned into pixels. What the network forecasts goes the same way back to the input's own grid. NaN where the last input
 * frame is missing, elsewhere at least 0. A mean over what may come is smooth: the areas of rain are those that the
 * probabilities speak for if the model forecasts them, and else the area of heavy rain is restored if the network started
 * from a smooth first guess. The probabilities take the same way.
 */
public final class ConvLstmNowcaster implements Nowcaster, ProbabilityNowcaster {

    /**
     * How much memory the network's states may take: enough for all Japan at 1 km in patches of 4 with the paper's 64
     * channels.
     */
    private static final long STATE_OCTETS = 1_600L << 20;

    private final ModelMetadata metadata;
    private final Optional<TiledNetwork> network;
    private final String name;

    private ConvLstmNowcaster(ModelMetadata metadata, Optional<TiledNetwork> network, String name) {
        this.metadata = metadata;
        this.network = network;
        this.name = name;
    }

    /** Forecasts with a model's network. */
    public static ConvLstmNowcaster of(ModelFile model) {
        ModelMetadata metadata = model.metadata();
        int maxPositions = Math.toIntExact(STATE_OCTETS / FrameByFrame.octetsPerPosition(metadata.network()));
        TiledNetwork tiled = new TiledNetwork(model.network(), metadata.network(), metadata.patch(), maxPositions);
        return new ConvLstmNowcaster(metadata, Optional.of(tiled), metadata.name());
    }

    /**
     * Forecasts as a model does but without its network: the first guess, or else the last frame, takes the place of
     * what the network would forecast. The difference is what the network has learnt.
     */
    public static ConvLstmNowcaster switchedOff(ModelMetadata metadata) {
        return new ConvLstmNowcaster(metadata, Optional.empty(), metadata.name() + "-off");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> mismatch(RadarGrid grid, int stepMinutes) {
        return metadata.mismatch(grid, stepMinutes);
    }

    /** Whether the model forecasts probabilities too, those of {@link Exceedance#THRESHOLDS_MM_H}. */
    public boolean givesExceedance() {
        return metadata.exceedanceMmH().equals(Exceedance.THRESHOLDS_MM_H);
    }

    /** {@inheritDoc} If the model forecasts probabilities, the areas of its rain are {@link LikelyAreas}. */
    @Override
    public Nowcast forecast(NowcastInput input) {
        if (givesExceedance()) {
            return forecastWithExceedance(input).nowcast();
        }
        List<float[][]> pooled = pooled(input);
        NetworkInput shown = shown(input, pooled);
        Nowcast.Leads rates = network.map(tiled -> rates(NetworkRun.ofRates(tiled, shown, metadata), shown))
                .orElseGet(() -> lead -> withoutNetwork(shown, lead, pooled));
        Optional<HeavyRain> heavy = shown.guess().map(guess -> HeavyRain.of(guess.last()));
        return nowcast(input, shown, lead -> {
            float[][] field = rates.rates(lead);
            heavy.ifPresent(area -> area.restore(field));
            return field;
        });
    }

    /** {@inheritDoc} If the network is switched off, they are those of the first guess. */
    @Override
    public Exceedance exceedance(NowcastInput input) {
        if (!givesExceedance()) {
            throw new IllegalArgumentException("model %s does not forecast probabilities".formatted(metadata.name()));
        }
        NetworkInput shown = shown(input, pooled(input));
        return exceedance(
                input,
                shown,
                network.map(tiled -> probabilities(NetworkRun.ofProbabilities(tiled, shown, metadata), shown))
                        .orElseGet(() -> ofGuess(shown)));
    }

    @Override
    public NowcastAndExceedance forecastWithExceedance(NowcastInput input) {
        if (!givesExceedance()) {
            return new NowcastAndExceedance(forecast(input), Optional.empty());
        }
        List<float[][]> pooled = pooled(input);
        NetworkInput shown = shown(input, pooled);
        Optional<NetworkRun> run = network.map(tiled -> NetworkRun.ofBoth(tiled, shown, metadata));
        Nowcast.Leads rates =
                run.map(both -> rates(both, shown)).orElseGet(() -> lead -> withoutNetwork(shown, lead, pooled));
        Exceedance.Leads probabilities =
                run.map(both -> probabilities(both, shown)).orElseGet(() -> ofGuess(shown));
        Exceedance exceedance = exceedance(input, shown, probabilities).keepingLastLead();
        Nowcast mean = nowcast(input, shown, rates);
        Nowcast areas = new Nowcast(
                name,
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                lead -> LikelyAreas.raise(mean.rates(lead), exceedance.probabilities(lead), input.last()));
        return new NowcastAndExceedance(areas, Optional.of(exceedance));
    }

    /** The rain rates of leads that are given in the network's frame and resolution. */
    private Nowcast nowcast(NowcastInput input, NetworkInput shown, Nowcast.Leads atRest) {
        return new Nowcast(
                name,
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                lead -> onGrid(shown.frame().leave(atRest.rates(lead), lead), input));
    }

    /** The probabilities of leads that are given in the network's frame and resolution. */
    private Exceedance exceedance(NowcastInput input, NetworkInput shown, Exceedance.Leads atRest) {
        boolean onInputGrid = metadata.poolFactor() == 1;
        return new Exceedance(
                name,
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                shown.frame().motion().filter(motion -> onInputGrid),
                lead -> atRest.probabilities(lead).stream()
                        .map(field -> onGrid(shown.frame().leave(field, lead), input))
                        .toList());
    }

    private static Exceedance.Leads ofGuess(NetworkInput shown) {
        FirstGuess guess = shown.guess().orElseThrow();
        return lead -> guess.exceedance(lead, Exceedance.THRESHOLDS_MM_H);
    }

    private float[][] onGrid(float[][] pooled, NowcastInput input) {
        return PooledField.onGrid(pooled, metadata.poolFactor(), input.last());
    }

    private List<float[][]> pooled(NowcastInput input) {
        return input.rates().stream()
                .map(rates -> Pooling.mean(rates, metadata.poolFactor()))
                .toList();
    }

    /** The network's input from frames that were pooled to its resolution. */
    private NetworkInput shown(NowcastInput input, List<float[][]> pooled) {
        mismatch(input.grid(), input.stepMinutes()).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return NetworkInput.of(
                metadata.network(),
                metadata.frame(),
                metadata.pixelMap(),
                pooled,
                input.stepMinutes(),
                TrainingData.cellKm(input.grid()) * metadata.poolFactor());
    }

    /** The network's probabilities in its own frame and resolution. */
    private Exceedance.Leads probabilities(NetworkRun run, NetworkInput shown) {
        int thresholds = metadata.exceedanceMmH().size();
        RainInReach rain = run.frames().rain();
        return lead -> {
            List<float[][]> fields = IntStream.range(0, thresholds)
                    .mapToObj(k -> run.conditional().field((lead - 1) * thresholds + k))
                    .toList();
            ConditionalExceedance.multiply(fields).forEach(field -> rain.only(field, reach(shown, lead)));
            return fields;
        };
    }

    /** The first guess if the network starts from one, else the last frame. */
    private static float[][] withoutNetwork(NetworkInput network, int lead, List<float[][]> pooled) {
        return network.guess().map(guess -> guess.field(lead)).orElseGet(() -> pooled.get(NowcastInput.FRAMES - 1));
    }

    /** The network's forecast in its own frame and resolution, mm/h. */
    private Nowcast.Leads rates(NetworkRun run, NetworkInput shown) {
        RainInReach rain = run.frames().rain();
        PixelMap map = metadata.pixelMap();
        float[] meaning = PackedPixels.table(pixel -> metadata.outputMapping().rateMmH(map, pixel));
        Nowcast.Leads ofNetwork = lead -> rain.only(run.rates().lookUp(lead - 1, meaning), reach(shown, lead));
        if (metadata.networkShare() >= 1) {
            return ofNetwork;
        }
        float[] meaningOfGuess = PackedPixels.table(pixel -> Math.max(0, map.rateMmH(pixel) - map.dryRateMmH()));
        return lead -> {
            float[][] rates = ofNetwork.rates(lead);
            blend(rates, run.frames().guesses().lookUp(lead - 1, meaningOfGuess), (float) metadata.networkShare());
            return rates;
        };
    }

    /**
     * How far the network may carry rain, in positions: as far as its first guess does, or else as far as it can see
     * rain.
     */
    private int reach(NetworkInput input, int lead) {
        return input.guess()
                .map(guess -> guess.reach(lead) / metadata.patch() + 1)
                .orElseGet(() -> TiledNetwork.halo(metadata.network()));
    }

    private static void blend(float[][] rates, float[][] guess, float share) {
        Rows.forEach(rates.length, rates[0].length, r -> {
            for (int c = 0; c < rates[r].length; c++) {
                rates[r][c] = share * rates[r][c] + (1 - share) * guess[r][c];
            }
        });
    }
}
