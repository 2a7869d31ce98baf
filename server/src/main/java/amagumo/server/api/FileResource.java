package amagumo.server.api;

import amagumo.ingest.export.FieldSeries;
import amagumo.ingest.export.Layers;
import amagumo.ingest.export.Quantity;
import amagumo.ingest.export.SeriesAxis;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import amagumo.ingest.store.StoredFrame;
import amagumo.model.nowcast.Nowcast;
import amagumo.server.export.ForecastFiles;
import amagumo.server.export.SeriesFile;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Cacheable;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Forecasts, their frames and observed frames in files that other programs read: NetCDF, GRIB2, CoverageJSON. */
final class FileResource implements Resource {

    private final Forecasts forecasts;
    private final ServedFrames frames;
    private final Scratch scratch;

    FileResource(Forecasts forecasts, Scratch scratch) {
        this.forecasts = forecasts;
        this.frames = forecasts.frames();
        this.scratch = scratch;
    }

    @Override
    public void addTo(Routes routes) {
        for (FileType type : FileType.values()) {
            routes.get(ForecastResource.PATH + type.suffix(), parameters(type), context -> forecast(context, type));
            routes.get(
                    ForecastResource.PATH + "/frames/{lead}" + type.suffix(),
                    parameters(type),
                    context -> lead(context, type));
            routes.get(
                    Api.V1 + "/observations/{time}" + type.suffix(), Set.of(), context -> observation(context, type));
        }
    }

    /** GRIB2 has JMA's levels, which are rain rates. */
    private static Set<String> parameters(FileType type) {
        return type == FileType.GRIB2
                ? Set.of(Nowcasters.PARAMETER)
                : Set.of(Nowcasters.PARAMETER, Probability.PARAMETER);
    }

    private void forecast(Context context, FileType type) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        Optional<Probability.Threshold> threshold = Probability.asked(context, forecast);
        if (threshold.isEmpty()) {
            answer(context, type, forecast.version(), file -> type.format()
                    .write(file, forecast.nowcast(), forecast.header().source(), lead -> {}));
            return;
        }
        SeriesAxis axis =
                new SeriesAxis.Forecast(forecast.baseTime(), forecast.header().stepMinutes(), Nowcast.LEADS);
        FieldSeries series = probabilities(forecast, axis, threshold.get(), 1);
        answer(context, type, version(forecast, threshold), file -> write(type, file, forecast, series));
    }

    private void lead(Context context, FileType type) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        int lead = ForecastResource.lead(context, forecast);
        Optional<Probability.Threshold> threshold = Probability.asked(context, forecast);
        answer(context, type, version(forecast, threshold) + "-" + lead, file -> {
            if (type == FileType.GRIB2) {
                Files.write(file, ForecastFiles.message(forecast.nowcast(), lead));
                return;
            }
            SeriesAxis axis = new SeriesAxis.Times(
                    List.of(forecast.nowcast().validTime(lead)),
                    forecast.header().stepMinutes());
            write(
                    type,
                    file,
                    forecast,
                    threshold.isPresent()
                            ? probabilities(forecast, axis, threshold.get(), lead)
                            : rates(forecast.grid(), axis, forecast.rates(lead)));
        });
    }

    private static String version(KeptForecast forecast, Optional<Probability.Threshold> threshold) {
        return forecast.version() + threshold.map(asked -> "-p" + asked.index()).orElse("");
    }

    /**
     * @param first the lead of the axis's first time
     */
    private static FieldSeries probabilities(
            KeptForecast forecast, SeriesAxis axis, Probability.Threshold threshold, int first) {
        return new FieldSeries(
                Quantity.EXCEEDANCE_PROBABILITY,
                forecast.grid(),
                axis,
                new Layers.Thresholds(List.of(threshold.mmH())),
                index -> {
                    float[][] field = forecast.probabilities(first + index, threshold.index());
                    return row -> field[row];
                });
    }

    private static FieldSeries rates(RadarGrid grid, SeriesAxis axis, float[][] ratesMmH) {
        return new FieldSeries(Quantity.RAINFALL_RATE, grid, axis, index -> row -> ratesMmH[row]);
    }

    private void observation(Context context, FileType type) throws IOException {
        Instant time = Times.parse(context.pathParam("time"));
        StoredFrame frame = Optional.ofNullable(frames.byTime().get(time))
                .orElseThrow(() -> ProblemException.notFound("there is no observation of this time"));
        answer(context, type, frames.version(frame).hex(), file -> {
            if (type == FileType.GRIB2) {
                Files.write(file, frames.message(frame)); // as the store has it
            } else {
                RadarFrame read = frames.read(frame).frame();
                SeriesAxis axis = new SeriesAxis.Times(List.of(time), frames.stepMinutes());
                write(
                        type,
                        file,
                        new SeriesFile(
                                "Observed precipitation",
                                "radar",
                                frames.provenance(),
                                rates(read.grid(), axis, read.values())));
            }
        });
    }

    private static void write(FileType type, Path file, KeptForecast forecast, FieldSeries series) throws IOException {
        boolean isOfRates = series.quantity() == Quantity.RAINFALL_RATE;
        String what = isOfRates ? "Precipitation nowcast" : "Probabilities of precipitation";
        write(
                type,
                file,
                new SeriesFile(
                        "%s of %s".formatted(what, forecast.baseTime()),
                        "amagumo " + forecast.madeBy(),
                        forecast.header().source(),
                        series));
    }

    private static void write(FileType type, Path file, SeriesFile series) throws IOException {
        if (type == FileType.NETCDF) {
            series.netcdf(file);
        } else {
            series.coverageJson(file);
        }
    }

    private void answer(Context context, FileType type, String version, Scratch.Writing writing) throws IOException {
        String tag = version + type.suffix().replace('.', '-');
        if (Cacheable.isKnown(context, type.mediaType(), tag)) {
            return;
        }
        context.contentType(type.mediaType());
        if (context.method() == HandlerType.HEAD) {
            context.res().flushBuffer(); // a file that nobody gets is not made, so its length is not known
        } else {
            context.result(scratch.make(context, writing));
        }
    }
}
