package amagumo.server.destination;

import amagumo.server.config.DestinationSettings;
import amagumo.server.outgoing.HttpUpload;
import amagumo.server.outgoing.Reach;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The destinations of the settings. Each may send to its own host and to no other. */
public final class Targets {

    /** A forecast of all Japan is some 15 MB. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private Targets() {}

    /** Those that settings name. */
    public static List<ForecastExport.Target> of(List<DestinationSettings> settings) {
        return settings.stream()
                .map(one -> new ForecastExport.Target(one.name(), one.formats(), destination(one.place())))
                .toList();
    }

    private static Destination destination(DestinationSettings.Place place) {
        if (place instanceof DestinationSettings.Directory directory) {
            return new DirectoryDestination(directory.path());
        }
        if (place instanceof DestinationSettings.Web web) {
            return new HttpDestination(web.url(), upload(web.url(), web.privateAddresses()), web.authorizationFile());
        }
        DestinationSettings.Bucket bucket = (DestinationSettings.Bucket) place;
        return new BucketDestination(
                bucket.url(),
                upload(bucket.url(), bucket.privateAddresses()),
                bucket.region(),
                bucket.keyId(),
                bucket.secretFile());
    }

    private static HttpUpload upload(URI url, boolean privateAddresses) {
        return new HttpUpload(new Reach(Set.of(url.getHost()), privateAddresses), TIMEOUT);
    }
}
