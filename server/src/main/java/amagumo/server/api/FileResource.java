package amagumo.server.api;

import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.store.StoredFrame;
import amagumo.server.export.ForecastFiles;
import amagumo.server.export.FrameFile;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.KeptForecast;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Cacheable;
import amagumo.server.http.Parameters;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.http.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
            routes.get(
                    ForecastResource.PATH + type.suffix(),
                    Set.of(Nowcasters.PARAMETER),
                    context -> forecast(context, type));
            routes.get(
                    ForecastResource.PATH + "/frames/{lead}" + type.suffix(),
                    Set.of(Nowcasters.PARAMETER),
                    context -> lead(context, type));
            routes.get(
                    Api.V1 + "/observations/{time}" + type.suffix(), Set.of(), context -> observation(context, type));
        }
    }

    private void forecast(Context context, FileType type) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        answer(context, type, forecast.version(), file -> type.format().write(file, forecast.nowcast(), lead -> {}));
    }

    private void lead(Context context, FileType type) throws IOException {
        KeptForecast forecast = ForecastResource.in(context, forecasts);
        int minutes = Parameters.leadMinutes(context.pathParam("lead"));
        int lead = forecast.leadAt(minutes)
                .orElseThrow(() -> ProblemException.notFound("the forecast has no such lead time"));
        answer(context, type, forecast.version() + "-" + minutes, file -> {
            if (type == FileType.GRIB2) {
                Files.write(file, ForecastFiles.message(forecast.nowcast(), lead));
            } else {
                write(
                        type,
                        file,
                        new FrameFile(
                                "Precipitation nowcast of " + forecast.baseTime(),
                                "amagumo " + forecast.madeBy(),
                                forecast.nowcast().validTime(lead),
                                forecast.header().stepMinutes(),
                                forecast.grid(),
                                forecast.rates(lead)));
            }
        });
    }

    private void observation(Context context, FileType type) throws IOException {
        Instant time = Times.parse(context.pathParam("time"));
        StoredFrame frame = Optional.ofNullable(frames.byTime().get(time))
                .orElseThrow(() -> ProblemException.notFound("there is no observation of this time"));
        answer(context, type, frames.version(frame).hex(), file -> {
            if (type == FileType.GRIB2) {
                Files.write(file, frame.message()); // as the store has it
            } else {
                RadarFrame read = frame.read().frame();
                write(
                        type,
                        file,
                        new FrameFile(
                                "Observed precipitation",
                                frames.provenance().orElse("radar"),
                                time,
                                frames.stepMinutes(),
                                read.grid(),
                                read.values()));
            }
        });
    }

    private static void write(FileType type, Path file, FrameFile frame) throws IOException {
        if (type == FileType.NETCDF) {
            frame.netcdf(file);
        } else {
            frame.coverageJson(file);
        }
    }

    private void answer(Context context, FileType type, String version, Scratch.Writing writing) throws IOException {
        String tag = version + type.suffix().replace('.', '-');
        if (!Cacheable.isKnown(context, tag)) {
            context.contentType(type.mediaType()).result(scratch.make(context, writing));
        }
    }
}
