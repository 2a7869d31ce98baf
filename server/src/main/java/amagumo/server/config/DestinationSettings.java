package amagumo.server.config;

import amagumo.server.export.ForecastFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place that forecasts are sent to.
 *
 * @param name by which its state is kept: letters, digits, {@code -} and {@code _}
 * @param formats that it gets, at least one
 * @param place where and how
 */
public record DestinationSettings(String name, List<ForecastFormat> formats, Place place) {

    /** Where a destination is, and how it is reached. */
    public sealed interface Place {

        /** The host that is asked, if it is another machine's. */
        default Optional<String> host() {
            return Optional.empty();
        }

        /** The file of the secret by which it is reached, if there is one. */
        default Optional<Path> secrets() {
            return Optional.empty();
        }
    }

    /** A directory of this machine. */
    public record Directory(Path path) implements Place {}

    /**
     * A server that takes HTTP PUT.
     *
     * @param url that names are appended to, with a slash at the end
     * @param authorizationFile file of the header {@code Authorization}, if there is one
     * @param privateAddresses whether it may be this machine or one of a private network
     */
    public record Web(URI url, Optional<Path> authorizationFile, boolean privateAddresses) implements Place {

        @Override
        public Optional<String> host() {
            return Optional.of(url.getHost());
        }

        @Override
        public Optional<Path> secrets() {
            return authorizationFile;
        }
    }

    /**
     * A bucket of S3, or of a service that takes its requests.
     *
     * @param url of the bucket and of what names in it begin with, with a slash at the end
     * @param region of the bucket
     * @param keyId who sends
     * @param secretFile file of the secret key
     * @param privateAddresses whether it may be this machine or one of a private network
     */
    public record Bucket(URI url, String region, String keyId, Path secretFile, boolean privateAddresses)
            implements Place {

        @Override
        public Optional<String> host() {
            return Optional.of(url.getHost());
        }

        @Override
        public Optional<Path> secrets() {
            return Optional.of(secretFile);
        }
    }

    /** Of every key that one may have. */
    static final Map<String, Object> DEFAULTS = defaults();

    private static final List<String> PLACES = List.of("directory", "http", "s3");

    public DestinationSettings {
        formats = List.copyOf(formats);
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        Stream.of("name", "formats", "directory", "http", "s3", "authorization-file", "region", "key-id", "secret-file")
                .forEach(key -> defaults.put(key, null));
        defaults.put("private-addresses", false);
        return Collections.unmodifiableMap(defaults);
    }

    static DestinationSettings of(Section destination) {
        String name = destination
                .optional("name", DestinationSettings::checkedName)
                .orElseThrow(() -> destination.refused("name", "a text"));
        List<ForecastFormat> formats = destination.list("formats", DestinationSettings::format);
        if (formats.isEmpty()) {
            throw destination.refused("formats", "a list of one or more");
        }
        return new DestinationSettings(name, formats, place(destination));
    }

    private static Place place(Section destination) {
        if (PLACES.stream()
                        .filter(key -> destination.optionalText(key).isPresent())
                        .count()
                != 1) {
            throw destination.refused("name", "one that has directory, http or s3");
        }
        boolean privateAddresses = destination.flag("private-addresses");
        Optional<Path> directory = destination.optional("directory", Path::of);
        if (directory.isPresent()) {
            return new Directory(directory.get());
        }
        Optional<URI> web = destination.optional("http", DestinationSettings::url);
        if (web.isPresent()) {
            return new Web(web.get(), destination.optional("authorization-file", Path::of), privateAddresses);
        }
        return new Bucket(
                destination.optional("s3", DestinationSettings::url).orElseThrow(),
                destination.text("region"),
                destination.text("key-id"),
                Path.of(destination.text("secret-file")),
                privateAddresses);
    }

    private static String checkedName(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("'%s' is not made of 1 to 100 letters, digits, - and _".formatted(name));
        }
        return name;
    }

    private static ForecastFormat format(String name) {
        return Stream.of(ForecastFormat.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not one of netcdf, grib2, covjson, pictures".formatted(name)));
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getUserInfo() != null
                || !url.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "'%s' is not an address of http or https that ends in a slash".formatted(text));
        }
        return url;
    }
}
