package amagumo.server.api;

import amagumo.server.forecast.Feed;
import amagumo.server.source.SourceState;
import java.time.Instant;

/**
 * What arrives in the store.
 *
 * @param newestFrame valid time of the newest frame, null if there is none
 * @param aheadSeconds how far it is ahead of the server's clock, 0 if it is not
 * @param failure why the source brings nothing, null if it answers or there is none
 */
record FeedView(String newestFrame, long aheadSeconds, Failure failure) {

    /**
     * A source that does not answer.
     *
     * @param since when that began, UTC
     * @param reason in a sentence
     */
    record Failure(String since, String reason) {}

    static FeedView of(Feed feed, SourceState source) {
        return new FeedView(
                feed.newestFrame().map(Instant::toString).orElse(null),
                feed.ahead().toSeconds(),
                source.failure()
                        .map(failure -> new Failure(failure.since().toString(), failure.reason()))
                        .orElse(null));
    }
}
