package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * All settings: the defaults of {@code reference.conf}, overlaid by one HOCON file of the user's.
 *
 * @param serve what {@code amagumo serve} does
 * @param database of jobs, scores and models
 * @param jobs how the server runs them
 */
public record Settings(ServeSettings serve, DatabaseSettings database, JobSettings jobs) {

    /** The defaults alone. */
    public static Settings defaults() {
        return of(reference());
    }

    /**
     * The defaults, overlaid by a file.
     *
     * @throws InvalidSettingsException if the file is no HOCON, has a key that is not in {@code reference.conf}, or a
     *     value that does not fit
     * @throws NoSuchFileException if there is no such file
     */
    public static Settings read(Path file) throws InvalidSettingsException, NoSuchFileException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Config reference = reference();
        try {
            Config own = ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve(ConfigResolveOptions.noSystem());
            refuseUnknownKeys(own.root(), reference.root(), "");
            Config all = own.withFallback(reference);
            return of(all);
        } catch (ConfigException e) {
            throw new InvalidSettingsException(oneLine(file, e), e);
        }
    }

    private static Settings of(Config all) {
        return new Settings(
                ServeSettings.of(all.getConfig("serve")),
                DatabaseSettings.of(all.getConfig("database")),
                JobSettings.of(all.getConfig("jobs")));
    }

    private static Config reference() {
        return ConfigFactory.parseResources(Settings.class.getClassLoader(), "reference.conf")
                .resolve();
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
    private static String oneLine(Path file, ConfigException e) {
        String message = e.getMessage().lines().findFirst().orElse("not valid");
        return message.contains(file.getFileName().toString()) ? message : file + ": " + message;
    }
}
