package amagumo.server.api;

import amagumo.server.forecast.Feed;
import java.time.Instant;

/**
 * What arrives in the store.
 *
 * @param newestFrame valid time of the newest frame, null if there is none
 * @param aheadSeconds how far it is ahead of the server's clock, 0 if it is not
 */
record FeedView(String newestFrame, long aheadSeconds) {

    static FeedView of(Feed feed) {
        return new FeedView(
                feed.newestFrame().map(Instant::toString).orElse(null),
                feed.ahead().toSeconds());
    }
}
