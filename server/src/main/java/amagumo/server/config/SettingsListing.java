package amagumo.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Settings as people read them: a line each, in order of the keys, with where it stands unless it is the default. */
final class SettingsListing {

    private static final String MASK = "\"***\"";

    /** A key that holds a secret itself; one that names a file of secrets does not. */
    private static final Pattern SECRET_KEY = Pattern.compile("(.*[.-])?(password|secret|token|key)");

    /** What an address may carry of secrets: {@code //user:password@}, and {@code password=} among its parameters. */
    private static final Pattern SECRET_IN_ADDRESS =
            Pattern.compile("(?i)(//[^/@:\\s]*:)[^@/\\s]*(?=@)|((?:password|secret|token|key)=)[^&\\s\"]*");

    private SettingsListing() {}

    static List<String> of(ConfigObject all, ConfigObject reference) {
        List<String> lines = new ArrayList<>();
        add(all, reference, "", lines);
        return List.copyOf(lines);
    }

    /** A value as it may be printed. */
    static String shown(String key, ConfigValue value) {
        if (SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches() && value.unwrapped() != null) {
            return MASK;
        }
        return SECRET_IN_ADDRESS
                .matcher(value.render(ConfigRenderOptions.concise()))
                .replaceAll(found -> (found.group(1) == null ? found.group(2) : found.group(1)) + "***");
    }

    private static void add(ConfigObject section, ConfigObject reference, String path, List<String> lines) {
        section.keySet().stream().sorted().forEach(name -> {
            ConfigValue value = section.get(name);
            ConfigValue known = reference.get(name);
            String key = path + name;
            if (value instanceof ConfigObject below && known instanceof ConfigObject knownBelow) {
                add(below, knownBelow, key + ".", lines);
            } else {
                String line = "%s = %s".formatted(key, shown(key, value));
                boolean isDefault = value.origin().equals(known.origin());
                lines.add(
                        isDefault
                                ? line
                                : "%s  # %s".formatted(line, value.origin().description()));
            }
        });
    }
}
