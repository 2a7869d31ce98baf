package amagumo.server.api;

import amagumo.server.config.MapSettings;
import amagumo.server.config.OutgoingSettings;
import amagumo.server.config.PredictSettings;
import amagumo.server.forecast.Forecasts;
import amagumo.server.forecast.Predictions;
import amagumo.server.jobs.JobControl;
import amagumo.server.operation.Metrics;
import amagumo.server.operation.Readiness;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.retention.DiskSpace;
import amagumo.server.source.SourceState;
import amagumo.server.subscription.Subscriptions;
import amagumo.server.tiles.Tiles;
import amagumo.server.verification.ScoreStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the API tells of, and acts on.
 *
 * @param rain observed and forecast
 * @param predict forecasts of frames that clients bring
 * @param origin where the frames come from
 * @param operations what those see and do who look after the server
 * @param events who listens to them
 * @param notifications who is told of rain
 * @param map what the page shows beside rain
 * @param scratch directory for files that are made for one answer
 * @param clock by which it tells what is to come
 */
public record Services(
        Rain rain,
        Predict predict,
        Origin origin,
        Operations operations,
        EventListeners events,
        Notifications notifications,
        MapSettings map,
        Path scratch,
        Clock clock) {

    /**
     * Rain, observed and forecast.
     *
     * @param tiles of frames and forecasts
     * @param scores of the forecasts
     */
    public record Rain(Forecasts forecasts, Tiles tiles, ScoreStore scores) {}

    /**
     * Forecasts of frames that clients bring.
     *
     * @param settings who may bring them
     */
    public record Predict(Predictions predictions, PredictSettings settings) {}

    /**
     * Where the frames come from.
     *
     * @param source whether it brings frames
     * @param credit whom the radar data are from, as the map shows it; may be empty
     * @param hindrance why no forecast is made, if none is, in words
     */
    public record Origin(SourceState source, String credit, Supplier<Optional<String>> hindrance) {}

    /**
     * What those see and do who look after the server.
     *
     * @param readiness whether the server is of use
     * @param metrics how it does
     * @param disks that it writes to
     * @param jobs what it does by itself
     * @param mostAttempts how many attempts a page of them has at most
     * @param models that it has had
     */
    public record Operations(
            Readiness readiness,
            Metrics metrics,
            List<DiskSpace> disks,
            JobControl jobs,
            int mostAttempts,
            ModelRegistry models) {}

    /**
     * Who is told of rain.
     *
     * @param outgoing where they may be
     */
    public record Notifications(Subscriptions subscriptions, OutgoingSettings outgoing) {}
}
