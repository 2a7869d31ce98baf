package amagumo.server.destination;

import amagumo.server.config.DestinationSettings;
import amagumo.server.outgoing.HttpUpload;
import amagumo.server.outgoing.Outgoing;
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

    /**
     * Those that settings name.
     *
     * @param outgoing what sends
     */
    public static List<ForecastExport.Target> of(List<DestinationSettings> settings, Outgoing outgoing) {
        return settings.stream()
                .map(one -> new ForecastExport.Target(one.name(), one.formats(), destination(one.place(), outgoing)))
                .toList();
    }

    private static Destination destination(DestinationSettings.Place place, Outgoing outgoing) {
        if (place instanceof DestinationSettings.Directory directory) {
            return new DirectoryDestination(directory.path());
        }
        if (place instanceof DestinationSettings.Web web) {
            HttpUpload upload = upload(outgoing, web.url(), web.privateAddresses());
            return new HttpDestination(web.url(), upload, web.authorizationFile());
        }
        DestinationSettings.Bucket bucket = (DestinationSettings.Bucket) place;
        return new BucketDestination(
                bucket.url(),
                upload(outgoing, bucket.url(), bucket.privateAddresses()),
                bucket.region(),
                bucket.keyId(),
                bucket.secretFile());
    }

    private static HttpUpload upload(Outgoing outgoing, URI url, boolean privateAddresses) {
        return new HttpUpload(outgoing, new Reach(Set.of(url.getHost()), privateAddresses), TIMEOUT);
    }
}
