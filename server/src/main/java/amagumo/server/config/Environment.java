package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings in variables of the environment. A setting's variable is {@code AMAGUMO_} and its whole key in capitals, with
 * {@code _} for each dot and hyphen: {@code serve.port} is {@code AMAGUMO_SERVE_PORT}. An empty variable is as good as
 * none; a list is written with commas.
 */
final class Environment {

    private static final String PREFIX = "AMAGUMO_";

    private Environment() {}

    /**
     * The settings that variables give.
     *
     * @param reference every setting that there is
     * @throws InvalidSettingsException if a variable begins as those of a section do, and there is no such setting
     */
    static Config overrides(ConfigObject reference, Map<String, String> variables) throws InvalidSettingsException {
        Map<String, String> keys = keys(reference);
        Config overrides = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
            String name = variable.getKey();
            String key = keys.get(name);
            if (key != null && !variable.getValue().isEmpty()) {
                overrides = overrides.withValue(key, value(name, variable.getValue(), isList(reference, key)));
            } else if (key == null && isOfASection(name, reference)) {
                throw new InvalidSettingsException("there is no setting for the environment variable " + name);
            }
        }
        return overrides;
    }

    /** The variables of settings that are given, by name. */
    static List<String> given(ConfigObject reference, Map<String, String> variables) {
        return keys(reference).keySet().stream()
                .filter(name -> !variables.getOrDefault(name, "").isEmpty())
                .sorted()
                .toList();
    }

    /** The keys of all settings by the names of their variables. */
    static Map<String, String> keys(ConfigObject reference) {
        Map<String, String> keys = new LinkedHashMap<>();
        addKeys(reference, "", keys);
        return keys;
    }

    private static void addKeys(ConfigObject section, String path, Map<String, String> keys) {
        section.forEach((name, value) -> {
            String key = path + name;
            if (value instanceof ConfigObject below) {
                addKeys(below, key + ".", keys);
            } else {
                keys.put(variable(key), key);
            }
        });
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static boolean isOfASection(String name, ConfigObject reference) {
        return reference.keySet().stream().anyMatch(section -> name.startsWith(variable(section) + "_"));
    }

    private static boolean isList(ConfigObject reference, String key) {
        Config defaults = reference.toConfig();
        return defaults.hasPath(key) && defaults.getValue(key) instanceof ConfigList;
    }

    private static ConfigValue value(String name, String text, boolean isList) {
        String origin = "environment variable " + name;
        return isList
                ? ConfigValueFactory.fromIterable(
                        Arrays.stream(text.split(",")).map(String::strip).toList(), origin)
                : ConfigValueFactory.fromAnyRef(text, origin);
    }
}
