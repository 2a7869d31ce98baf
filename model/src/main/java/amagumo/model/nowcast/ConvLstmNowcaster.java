package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Pooling;
import amagumo.model.convlstm.FrameByFrame;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.pixel.PixelMap;
import amagumo.model.threads.Rows;
import java.util.List;
import java.util.Optional;

/**
 * The ConvLSTM of a model file. Frames are pooled to the network's resolution, brought into its reference frame, made
 * pixels; what the network forecasts goes the same way back, to the input's own grid, the area of heavy rain restored where
 * it started from a smooth first guess. NaN where the last input frame is
 * missing, elsewhere at least 0.
 */
public final class ConvLstmNowcaster implements Nowcaster {

    /** What the network's states may take: those of all Japan at 1 km in patches of 4 fit in, with the paper's 64 channels. */
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
     * Forecasts as a model does, but for the network: its first guess, or else the last frame, takes the place of what it
     * forecasts. The difference is what the network learnt.
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

    @Override
    public Nowcast forecast(NowcastInput input) {
        mismatch(input.grid(), input.stepMinutes()).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        int factor = metadata.poolFactor();
        List<float[][]> pooled =
                input.rates().stream().map(rates -> Pooling.mean(rates, factor)).toList();
        NetworkInput network = NetworkInput.of(metadata.network(), metadata.frame(), metadata.pixelMap(), pooled);
        float[][] last = input.last();
        Nowcast.Leads atRest = this.network
                .map(tiled -> forecast(tiled, network, pooled.get(0)))
                .orElseGet(() -> lead -> withoutNetwork(network, lead, pooled));
        Optional<HeavyRain> heavy = network.guess().map(guess -> HeavyRain.of(guess.last()));
        return new Nowcast(name, input.baseTime(), input.stepMinutes(), input.grid(), lead -> {
            float[][] rates = atRest.rates(lead);
            heavy.ifPresent(area -> area.restore(rates));
            return onGrid(network.frame().leave(rates, lead), factor, last);
        });
    }

    /** The first guess where the network starts from one, else the last frame. */
    private static float[][] withoutNetwork(NetworkInput network, int lead, List<float[][]> pooled) {
        return network.guess().map(guess -> guess.field(lead)).orElseGet(() -> pooled.get(NowcastInput.FRAMES - 1));
    }

    /** The network's forecast in its own frame and resolution, mm/h. */
    private Nowcast.Leads forecast(TiledNetwork tiled, NetworkInput input, float[][] sample) {
        PackedPixels pixels = new PackedPixels(input.pixels().size(), sample.length, sample[0].length);
        for (int t = 0; t < pixels.count(); t++) {
            pixels.set(t, input.pixels().get(t));
        }
        PackedPixels forecast = tiled.run(pixels);
        RainInReach rain = RainInReach.of(pixels.first(NowcastInput.FRAMES), metadata.patch());
        PixelMap map = metadata.pixelMap();
        float[] meaning = PackedPixels.table(pixel -> metadata.outputMapping().rateMmH(map, pixel));
        Nowcast.Leads ofNetwork = lead -> rain.only(forecast.lookUp(lead - 1, meaning), reach(input, lead));
        if (metadata.networkShare() == 1) {
            return ofNetwork;
        }
        PackedPixels guess = pixels.from(NowcastInput.FRAMES);
        float[] meaningOfGuess = PackedPixels.table(pixel -> Math.max(0, map.rateMmH(pixel) - map.dryRateMmH()));
        return lead -> {
            float[][] rates = ofNetwork.rates(lead);
            blend(rates, guess.lookUp(lead - 1, meaningOfGuess), (float) metadata.networkShare());
            return rates;
        };
    }

    /** How far the network may carry rain, in positions: as far as its first guess does, else as far as it can know of rain. */
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

    /** A field of pooled cells on the input's grid, bilinear between their centres, missing where the last frame is. */
    private static float[][] onGrid(float[][] pooled, int factor, float[][] last) {
        float[][] rates = new float[last.length][last[0].length];
        Rows.forEach(rates.length, rates[0].length, r -> {
            float y = Math.max(0, Math.min(pooled.length - 1, (r + 0.5f) / factor - 0.5f));
            float[] above = pooled[(int) y];
            float[] below = pooled[Math.min(pooled.length - 1, (int) y + 1)];
            for (int c = 0; c < rates[r].length; c++) {
                float rate = factor == 1 ? above[c] : between(above, below, y - (int) y, (c + 0.5f) / factor - 0.5f);
                rates[r][c] = Float.isNaN(last[r][c]) ? Float.NaN : rate > 0 ? rate : 0;
            }
        });
        return rates;
    }

    private static float between(float[] above, float[] below, float fy, float column) {
        float x = Math.max(0, Math.min(above.length - 1, column));
        int left = (int) x;
        int right = Math.min(above.length - 1, left + 1);
        float fx = x - left;
        float top = known(above[left]) * (1 - fx) + known(above[right]) * fx;
        float bottom = known(below[left]) * (1 - fx) + known(below[right]) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    /** What was not seen is taken as dry. */
    private static float known(float rate) {
        return Float.isNaN(rate) ? 0 : rate;
    }
}
