package amagumo.server.api;

import amagumo.ingest.archive.RefusedFileException;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.model.nowcast.NowcastInput;
import amagumo.server.config.PredictSettings;
import amagumo.server.forecast.PredictionTimeoutException;
import amagumo.server.forecast.Predictions;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.forecast.UnsuitableFramesException;
import amagumo.server.http.MultipartFiles;
import amagumo.server.http.ProblemException;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Five frames in, a forecast out. */
final class PredictResource implements Resource {

    private static final String SECONDS_TO_A_PLACE = "30";

    private static final int MOST_SENDERS = 4;

    /** What errors call the body. */
    private static final String BODY = "body";

    /** Send what was made: whoever makes the forecasts does not wait for clients. */
    private final Executor senders = Executors.newFixedThreadPool(MOST_SENDERS, work -> {
        Thread made = new Thread(work, "sending predictions");
        made.setDaemon(true);
        return made;
    });

    private final Predictions predictions;
    private final PredictSettings settings;

    PredictResource(Predictions predictions, PredictSettings settings) {
        this.predictions = predictions;
        this.settings = settings;
    }

    @Override
    public void addTo(Routes routes) {
        Set<String> parameters = Set.of(Nowcasters.PARAMETER);
        switch (settings.access()) {
            case OFF ->
                routes.post(Routes.PREDICT, parameters, (context, body) -> {
                    throw new ProblemException(HttpStatus.FORBIDDEN, "this server forecasts no frames of others");
                });
            case TOKEN -> routes.post(Routes.PREDICT, parameters, settings.octets(), this::predict);
            case PUBLIC -> routes.postOfReaders(Routes.PREDICT, parameters, settings.octets(), this::predict);
        }
    }

    private void predict(Context context, Routes.LargeBody body) throws IOException {
        ServedNowcaster nowcaster = nowcaster(context);
        FileType type = FileType.liked(context.header("Accept"))
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_ACCEPTABLE, "a forecast is NetCDF, GRIB2 or CoverageJSON"));
        CompletableFuture<Path> predicted;
        // Before the body is read: what waits is in memory.
        try (Predictions.Place place =
                predictions.takePlace().orElseThrow(() -> busy(context, "too many forecasts wait to be made"))) {
            byte[] octets = body.read();
            if (octets.length == 0) {
                throw ProblemException.badRequest("there are no frames in the body");
            }
            predicted = place.predict(files(context, octets), nowcaster, type.format());
        } catch (RejectedExecutionException e) {
            throw busy(context, "the server stops");
        }
        context.future(() -> predicted.handleAsync(
                (file, failure) -> {
                    if (failure != null) {
                        throw problem(context, failure);
                    }
                    answer(context, type, file);
                    return file;
                },
                senders));
    }

    private static Map<String, byte[]> files(Context context, byte[] body) {
        String type = context.header("Content-Type");
        return MultipartFiles.isForm(type) ? MultipartFiles.read(type, body, NowcastInput.FRAMES) : Map.of(BODY, body);
    }

    private ServedNowcaster nowcaster(Context context) {
        return predictions
                .nowcaster(Nowcasters.named(context))
                .orElseThrow(() -> ProblemException.badRequest(Nowcasters.NOT_RUN));
    }

    private static void answer(Context context, FileType type, Path file) {
        try {
            context.header("Cache-Control", "no-store")
                    .contentType(type.mediaType())
                    .result(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException problem(Context context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedFileException
                || cause instanceof MalformedGribException
                || cause instanceof UnsuitableFileException
                || cause instanceof UnsuitableFramesException) {
            return ProblemException.badRequest(cause.getMessage());
        }
        if (cause instanceof PredictionTimeoutException) {
            return busy(context, cause.getMessage());
        }
        return new IllegalStateException("frames of a client cannot be forecast", cause);
    }

    private static ProblemException busy(Context context, String reason) {
        context.header("Retry-After", SECONDS_TO_A_PLACE);
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, reason);
    }
}
