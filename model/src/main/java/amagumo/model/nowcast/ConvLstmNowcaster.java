package amagumo.model.nowcast;

import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.window.Pooling;
import amagumo.model.convlstm.FrameByFrame;
import amagumo.model.file.ModelFile;
import amagumo.model.file.ModelMetadata;
import amagumo.model.file.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

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
        List<float[][]> pooled = pooled(input);
        NetworkInput shown = shown(input, pooled);
        if (givesExceedance()) {
            IntFunction<List<float[][]>> leads = withAreas(input, shown, pooled, LikelyAreas.THRESHOLDS, true);
            return nowcast(input, lead -> {
                synchronized (leads) {
                    return leads.apply(lead).get(0);
                }
            });
        }
        Nowcast.Leads rates = network.map(tiled -> said(tiled, shown, true, 0))
                .<Nowcast.Leads>map(said -> said::rates)
                .orElseGet(() -> lead -> withoutNetwork(shown, lead, pooled));
        Optional<HeavyRain> heavy = shown.guess().map(guess -> HeavyRain.of(guess.last()));
        return nowcast(input, lead -> {
            float[][] field = rates.rates(lead);
            heavy.ifPresent(area -> area.restore(field));
            return onGrid(shown.frame().leave(field, lead), input);
        });
    }

    /** {@inheritDoc} If the network is switched off, they are those of the first guess. */
    @Override
    public Exceedance exceedance(NowcastInput input) {
        if (!givesExceedance()) {
            throw new IllegalArgumentException("model %s does not forecast probabilities".formatted(metadata.name()));
        }
        List<float[][]> pooled = pooled(input);
        NetworkInput shown = shown(input, pooled);
        IntFunction<List<float[][]>> leads =
                fields(input, shown, pooled, false, Exceedance.THRESHOLDS_MM_H.size(), false);
        return exceedance(input, shown, leads::apply);
    }

    @Override
    public NowcastAndExceedance forecastWithExceedance(NowcastInput input) {
        if (!givesExceedance()) {
            return new NowcastAndExceedance(forecast(input), Optional.empty());
        }
        List<float[][]> pooled = pooled(input);
        NetworkInput shown = shown(input, pooled);
        int thresholds = Exceedance.THRESHOLDS_MM_H.size();
        LastLead leads = new LastLead(withAreas(input, shown, pooled, thresholds, false));
        return new NowcastAndExceedance(
                nowcast(input, lead -> leads.fields(lead).get(0)),
                Optional.of(exceedance(input, shown, lead -> leads.fields(lead).subList(1, 1 + thresholds))));
    }

    private Nowcast nowcast(NowcastInput input, Nowcast.Leads leads) {
        return new Nowcast(name, input.baseTime(), input.stepMinutes(), input.grid(), leads);
    }

    private Exceedance exceedance(NowcastInput input, NetworkInput shown, Exceedance.Leads leads) {
        return new Exceedance(
                name,
                input.baseTime(),
                input.stepMinutes(),
                input.grid(),
                shown.frame().motion().filter(motion -> isOnInputGrid()),
                leads);
    }

    /** As {@link #fields}, with rain rates that have their {@link LikelyAreas}. */
    private IntFunction<List<float[][]>> withAreas(
            NowcastInput input, NetworkInput shown, List<float[][]> pooled, int thresholds, boolean passing) {
        IntFunction<List<float[][]>> leads = fields(input, shown, pooled, true, thresholds, passing);
        return lead -> {
            List<float[][]> fields = leads.apply(lead);
            LikelyAreas.raise(fields.get(0), fields.subList(1, fields.size()), input.last());
            return fields;
        };
    }

    /**
     * For each lead the rain rates, if they are wanted, and the probabilities of this many thresholds, on the input's grid.
     *
     * @param passing whether probabilities need not outlast the next lead: those of all leads are then in the same arrays
     */
    private IntFunction<List<float[][]>> fields(
            NowcastInput input,
            NetworkInput shown,
            List<float[][]> pooled,
            boolean ofRates,
            int thresholds,
            boolean passing) {
        if (network.isEmpty()) {
            return lead -> {
                List<float[][]> fields = new ArrayList<>();
                if (ofRates) {
                    fields.add(withoutNetwork(shown, lead, pooled));
                }
                fields.addAll(shown.guess()
                        .orElseThrow()
                        .exceedance(lead, Exceedance.THRESHOLDS_MM_H.subList(0, thresholds)));
                return onGrid(shown.frame().leave(fields, lead), input);
            };
        }
        NetworkForecast said = said(network.get(), shown, ofRates, thresholds);
        Optional<float[][]> observed = isOnInputGrid() ? Optional.of(input.last()) : Optional.empty();
        List<float[][]> same = said.fields(passing ? thresholds : 0);
        return lead -> {
            List<float[][]> fields = said.fields(ofRates ? 1 : 0);
            fields.addAll(passing ? same : said.fields(thresholds));
            shown.frame().leave(said.cells(lead), lead, observed, fields);
            return isOnInputGrid() ? fields : onGrid(fields, input);
        };
    }

    private NetworkForecast said(TiledNetwork tiled, NetworkInput shown, boolean ofRates, int thresholds) {
        return new NetworkForecast(NetworkRun.of(tiled, shown, metadata, ofRates, thresholds), metadata, ofRates);
    }

    private boolean isOnInputGrid() {
        return metadata.poolFactor() == 1;
    }

    private List<float[][]> onGrid(List<float[][]> pooled, NowcastInput input) {
        return pooled.stream().map(field -> onGrid(field, input)).toList();
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

    /** The first guess if the network starts from one, else the last frame. */
    private static float[][] withoutNetwork(NetworkInput network, int lead, List<float[][]> pooled) {
        return network.guess().map(guess -> guess.field(lead)).orElseGet(() -> pooled.get(NowcastInput.FRAMES - 1));
    }
}
