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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the API tells of, and acts on.
 *
 * @param tiles of frames and forecasts
 * @param scores of the forecasts
 * @param source whether it brings frames
 * @param credit whom the radar data are from, as the map shows it; may be empty
 * @param hindrance why no forecast is made, if none is, in words
 * @param readiness whether the server is of use
 * @param metrics how it does
 * @param disks that it writes to
 * @param jobs what it does by itself
 * @param mostAttempts how many attempts a page of them has at most
 * @param models that it has had
 * @param events who listens to them
 * @param predictions of frames that clients bring
 * @param predict who may bring them
 * @param subscriptions of those who want to be told of rain
 * @param outgoing where they may be
 * @param map what the page shows beside rain
 * @param clock by which it tells what is to come
 */
public record Services(
        Forecasts forecasts,
        Tiles tiles,
        ScoreStore scores,
        SourceState source,
        String credit,
        Supplier<Optional<String>> hindrance,
        Readiness readiness,
        Metrics metrics,
        List<DiskSpace> disks,
        JobControl jobs,
        int mostAttempts,
        ModelRegistry models,
        EventListeners events,
        Predictions predictions,
        PredictSettings predict,
        Subscriptions subscriptions,
        OutgoingSettings outgoing,
        MapSettings map,
        Clock clock) {}
