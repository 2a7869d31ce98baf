package amagumo.server.forecast;

import amagumo.ingest.file.Sha256;
import amagumo.ingest.software.Software;
import amagumo.ingest.store.FrameStore;
import amagumo.ingest.store.StoredFrame;
import amagumo.ingest.window.Gap;
import amagumo.ingest.window.InputFrames;
import amagumo.model.nowcast.Exceedance;
import amagumo.model.nowcast.Nowcast;
import amagumo.model.nowcast.NowcastAndExceedance;
import amagumo.model.nowcast.NowcastInput;
import amagumo.server.forecast.file.ForecastFile;
import amagumo.server.forecast.file.ForecastHeader;
import amagumo.server.forecast.file.PackedProbabilities;
import amagumo.server.forecast.file.PackedRates;
import amagumo.server.render.FramePng;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one forecast: reads its frames, runs a nowcaster, draws and packs what comes out, and notes where it came from. */
final class ForecastMaking {

    private static final int VERSION_DIGITS = 32;

    private final FrameStore store;
    private final Observations observations;
    private final Clock clock;

    ForecastMaking(FrameStore store, Observations observations, Clock clock) {
        this.store = store;
        this.observations = observations;
        this.clock = clock;
    }

    /** All of a forecast, in memory. */
    record Made(ForecastHeader header, List<ForecastFile.Lead> leads) {}

    Made make(ServedNowcaster by, InputFrames inputs) throws IOException {
        List<float[][]> rates = new ArrayList<>();
        List<ForecastHeader.Input> observed = new ArrayList<>();
        for (StoredFrame frame : inputs.frames()) {
            rates.add(frame.read(store.grid().allCells()).values());
            Observation shown = observations.forForecast(frame);
            observed.add(new ForecastHeader.Input(
                    frame.validTime(),
                    shown.version().hex(),
                    shown.frame().picture().version()));
        }
        NowcastAndExceedance forecast = by.nowcaster()
                .forecastWithExceedance(new NowcastInput(inputs.baseTime(), store.stepMinutes(), store.grid(), rates));
        Nowcast nowcast = forecast.nowcast();
        List<ForecastFile.Lead> leads = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        for (int lead = 1; lead <= Nowcast.LEADS; lead++) {
            float[][] field = nowcast.rates(lead);
            Picture picture = Picture.of(FramePng.mercator(field, store.grid()));
            pictures.add(picture.version());
            int ahead = lead;
            Optional<PackedProbabilities> probabilities =
                    forecast.exceedance().map(given -> PackedProbabilities.of(given.probabilities(ahead)));
            leads.add(new ForecastFile.Lead(picture.png(), PackedRates.of(field), probabilities));
        }
        List<Float> thresholds = forecast.exceedance().isPresent() ? Exceedance.THRESHOLDS_MM_H : List.of();
        return new Made(header(by, nowcast, observed, thresholds, pictures), leads);
    }

    private ForecastHeader header(
            ServedNowcaster by,
            Nowcast nowcast,
            List<ForecastHeader.Input> observed,
            List<Float> thresholds,
            List<String> pictures) {
        List<Gap> gaps = Gap.between(
                List.copyOf(store.frames().tailMap(nowcast.baseTime()).keySet()), store.stepMinutes());
        String source = store.description().provenance().orElse("");
        return new ForecastHeader(
                ForecastHeader.FORMAT,
                by.id(),
                nowcast.madeBy(),
                by.modelVersion(),
                nowcast.baseTime(),
                nowcast.stepMinutes(),
                store.grid(),
                observed,
                gaps,
                source,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Software.NAME_AND_VERSION,
                thresholds,
                pictures,
                version(by, nowcast, observed, gaps, source, thresholds, pictures));
    }

    /** The inputs' versions are part of it: what a place gets may change where no picture does. */
    private static String version(
            ServedNowcaster by,
            Nowcast nowcast,
            List<ForecastHeader.Input> observed,
            List<Gap> gaps,
            String source,
            List<Float> thresholds,
            List<String> pictures) {
        String all = Stream.of(
                        Stream.of(
                                by.id(),
                                by.modelVersion(),
                                nowcast.madeBy(),
                                nowcast.baseTime(),
                                source,
                                Software.NAME_AND_VERSION),
                        observed.stream(),
                        gaps.stream(),
                        thresholds.stream(),
                        pictures.stream())
                .flatMap(part -> part)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
    }
}
