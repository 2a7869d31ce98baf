package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All settings: the defaults of {@code reference.conf}, overlaid by one HOCON file of the user's, and that by variables of
 * the environment.
 *
 * @param serve what {@code amagumo serve} does
 * @param database of jobs, scores and models
 * @param jobs how the server runs them
 * @param retention what is kept for how long
 * @param export what forecasts are sent as files
 * @param outgoing which other machines may be asked
 * @param models how models are trained and come to serve
 * @param log what is written to the log
 * @param listing every setting, a line each, without secrets
 */
public record Settings(
        ServeSettings serve,
        DatabaseSettings database,
        JobSettings jobs,
        RetentionSettings retention,
        ExportSettings export,
        OutgoingSettings outgoing,
        ModelSettings models,
        LogSettings log,
        List<String> listing) {

    /** The defaults alone. */
    public static Settings defaults() {
        ConfigObject reference = reference();
        return of(reference.toConfig(), reference);
    }

    /**
     * The defaults, overlaid by a file alone.
     *
     * @throws InvalidSettingsException as {@link #load} does
     * @throws NoSuchFileException if there is no such file
     */
    public static Settings read(Path file) throws InvalidSettingsException, NoSuchFileException {
        return load(Optional.of(file), Map.of());
    }

    /**
     * The defaults, overlaid by a file and by variables.
     *
     * @param file the settings file, if there is one
     * @param environment the variables of the environment; those that are of no setting are passed over
     * @throws InvalidSettingsException if the file is not HOCON, names a setting that is not in {@code reference.conf}, as
     *     a variable may do too, or one of them has a value that does not fit
     * @throws NoSuchFileException if there is no such file
     */
    public static Settings load(Optional<Path> file, Map<String, String> environment)
            throws InvalidSettingsException, NoSuchFileException {
        ConfigObject reference = reference();
        try {
            Config own = file.isPresent() ? parse(file.get(), reference) : ConfigFactory.empty();
            Config all = Environment.overrides(reference, environment)
                    .withFallback(own)
                    .withFallback(reference);
            return of(all, reference);
        } catch (ConfigException e) {
            throw new InvalidSettingsException(oneLine(file, e), e);
        }
    }

    /** The variables of an environment that commands take settings from, by name. */
    public static List<String> variablesIn(Map<String, String> environment) {
        return Environment.given(reference(), environment);
    }

    /** These settings with others of {@code amagumo serve}. */
    public Settings withServe(ServeSettings other) {
        return new Settings(other, database, jobs, retention, export, outgoing, models, log, listing);
    }

    /** Why these settings cannot be served, if so: {@link ServeSettings#contradiction}, or a host that may not be asked. */
    public Optional<String> contradiction() {
        return serve.contradiction().or(() -> outgoing.contradiction(namedHosts()));
    }

    /**
     * Refuses files of secrets that would be refused once they are needed.
     *
     * @throws InvalidSettingsException if one is open to others, or does not hold what it should
     * @throws IOException if one cannot be read, such as when it is not there
     */
    public void requireSecrets() throws IOException {
        HttpServerSettings server = serve.server();
        for (Path tokens : Stream.concat(server.keyFile().stream(), server.tokenFile().stream())
                .toList()) {
            SecretFile.tokens(tokens);
        }
        for (DestinationSettings destination : export.destinations()) {
            if (destination.place().secrets().isPresent()) {
                SecretFile.read(destination.place().secrets().get());
            }
        }
        Path key = outgoing.webhooks().keyFile(serve.state());
        if (Files.exists(key)) { // else the server makes it
            SecretFile.key(key, OutgoingSettings.Webhooks.KEY_OCTETS);
        }
        if (database.passwordFile().isPresent()) {
            Files.readString(database.passwordFile().get());
        }
    }

    private Map<String, String> namedHosts() {
        Map<String, String> named = new TreeMap<>();
        serve.live()
                .area()
                .ifPresent(area ->
                        named.put("serve.live.tiles", serve.live().tiles().getHost()));
        serve.http().address().ifPresent(address -> named.put("serve.source.http.url", address.host()));
        export.destinations().forEach(destination -> destination
                .place()
                .host()
                .ifPresent(host -> named.put("the destination " + destination.name(), host)));
        return named;
    }

    private static Settings of(Config all, ConfigObject reference) {
        Section settings = new Section(all, "");
        return new Settings(
                ServeSettings.of(settings.section("serve")),
                DatabaseSettings.of(settings.section("database")),
                JobSettings.of(settings.section("jobs")),
                RetentionSettings.of(settings.section("retention")),
                ExportSettings.of(settings.section("export")),
                OutgoingSettings.of(settings.section("outgoing")),
                ModelSettings.of(settings.section("models")),
                LogSettings.of(settings.section("log")),
                SettingsListing.of(all.root(), reference));
    }

    private static Config parse(Path file, ConfigObject reference)
            throws InvalidSettingsException, NoSuchFileException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Config own = ConfigFactory.parseFile(
                        file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                .resolve(ConfigResolveOptions.noSystem());
        refuseUnknownKeys(own.root(), reference, "");
        return own;
    }

    private static ConfigObject reference() {
        return ConfigFactory.parseResources(Settings.class.getClassLoader(), "reference.conf")
                .resolve()
                .root();
    }

    private static void refuseUnknownKeys(ConfigObject own, ConfigObject known, String path)
            throws InvalidSettingsException {
        for (Map.Entry<String, ConfigValue> entry : own.entrySet()) {
            String key = path + entry.getKey();
            ConfigValue value = entry.getValue();
            ConfigValue knownValue = known.get(entry.getKey());
            if (knownValue == null) {
                throw new InvalidSettingsException(
                        "%s: there is no setting '%s'".formatted(value.origin().description(), key));
            }
            if (value instanceof ConfigObject object && knownValue instanceof ConfigObject knownObject) {
                refuseUnknownKeys(object, knownObject, key + ".");
            }
        }
    }

    /** What the library says begins with the file and the line where it knows them. */
    private static String oneLine(Optional<Path> file, ConfigException e) {
        String message = e.getMessage().lines().findFirst().orElse("not valid");
        boolean saysWhere = file.isEmpty()
                || message.contains(file.get().getFileName().toString())
                || message.startsWith("environment variable ");
        return saysWhere ? message : file.get() + ": " + message;
    }
}
