package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Pooling;
import amagumo.model.convlstm.FrameByFrame;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import amagumo.model.pixel.PixelMap;
import amagumo.model.threads.Rows;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ConvLSTM of a model file. Frames are pooled to the network's resolution, brought into its reference frame and
 * turned into pixels. What the network forecasts goes the same way back to the input's own grid, and the area of heavy
 * rain is restored if it started from a smooth first guess. NaN where the last input frame is missing, elsewhere at
 * least 0. The probabilities of a model that forecasts them take the same way.
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

    @Override
    public Nowcast forecast(NowcastInput input) {
        int factor = metadata.poolFactor();
        List<float[][]> pooled =
                input.rates().stream().map(rates -> Pooling.mean(rates, factor)).toList();
        NetworkInput network = shown(input, pooled);
        float[][] last = input.last();
        Nowcast.Leads atRest = this.network
                .map(tiled -> forecast(tiled, network))
                .orElseGet(() -> lead -> withoutNetwork(network, lead, pooled));
        Optional<HeavyRain> heavy = network.guess().map(guess -> HeavyRain.of(guess.last()));
        return new Nowcast(name, input.baseTime(), input.stepMinutes(), input.grid(), lead -> {
            float[][] rates = atRest.rates(lead);
            heavy.ifPresent(area -> area.restore(rates));
            return PooledField.onGrid(network.frame().leave(rates, lead), factor, last);
        });
    }

    /** {@inheritDoc} If the network is switched off, they are those of the first guess. */
    @Override
    public Exceedance exceedance(NowcastInput input) {
        if (!givesExceedance()) {
            throw new IllegalArgumentException("model %s does not forecast probabilities".formatted(metadata.name()));
        }
        int factor = metadata.poolFactor();
        List<float[][]> pooled =
                input.rates().stream().map(rates -> Pooling.mean(rates, factor)).toList();
        NetworkInput network = shown(input, pooled);
        Exceedance.Leads atRest = this.network
                .map(tiled -> exceedance(tiled, network))
                .orElseGet(() -> lead -> network.guess().orElseThrow().exceedance(lead, Exceedance.THRESHOLDS_MM_H));
        return new Exceedance(
                name, input.baseTime(), input.stepMinutes(), input.grid(), lead -> atRest.probabilities(lead).stream()
                        .map(field -> PooledField.onGrid(network.frame().leave(field, lead), factor, input.last()))
                        .toList());
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
    private Exceedance.Leads exceedance(TiledNetwork tiled, NetworkInput input) {
        int thresholds = metadata.exceedanceMmH().size();
        ShownFrames frames = new ShownFrames(input, metadata.network().fields(), false, metadata.patch());
        PackedPixels conditional = tiled.run(frames, input.conditions(), 1, 1 + thresholds);
        RainInReach rain = frames.rain();
        float[] probability = PackedPixels.table(pixel -> pixel);
        return lead -> {
            List<float[][]> fields = IntStream.range(0, thresholds)
                    .mapToObj(k -> conditional.lookUp((lead - 1) * thresholds + k, probability))
                    .toList();
            ConditionalExceedance.multiply(fields).forEach(field -> rain.only(field, reach(input, lead)));
            return fields;
        };
    }

    /** The first guess if the network starts from one, else the last frame. */
    private static float[][] withoutNetwork(NetworkInput network, int lead, List<float[][]> pooled) {
        return network.guess().map(guess -> guess.field(lead)).orElseGet(() -> pooled.get(NowcastInput.FRAMES - 1));
    }

    /** The network's forecast in its own frame and resolution, mm/h. */
    private Nowcast.Leads forecast(TiledNetwork tiled, NetworkInput input) {
        boolean blends = metadata.networkShare() < 1;
        ShownFrames frames = new ShownFrames(input, metadata.network().fields(), blends, metadata.patch());
        PackedPixels forecast = tiled.run(frames, input.conditions(), 0, 1);
        RainInReach rain = frames.rain();
        PixelMap map = metadata.pixelMap();
        float[] meaning = PackedPixels.table(pixel -> metadata.outputMapping().rateMmH(map, pixel));
        Nowcast.Leads ofNetwork = lead -> rain.only(forecast.lookUp(lead - 1, meaning), reach(input, lead));
        if (!blends) {
            return ofNetwork;
        }
        float[] meaningOfGuess = PackedPixels.table(pixel -> Math.max(0, map.rateMmH(pixel) - map.dryRateMmH()));
        return lead -> {
            float[][] rates = ofNetwork.rates(lead);
            blend(rates, frames.guesses().lookUp(lead - 1, meaningOfGuess), (float) metadata.networkShare());
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
