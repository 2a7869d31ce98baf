package amagumo.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings below one key, each read with what it may be. What does not fit is refused in one sentence: where it
 * stands, its whole key, what it is, and what it may be.
 */
final class Section {

    private static final long MIB = 1 << 20;

    private final Config config;
    private final String path;

    /**
     * @param config the settings of this section
     * @param path the section's whole key
     */
    Section(Config config, String path) {
        this.config = config;
        this.path = path;
    }

    /** The section below a key. */
    Section section(String key) {
        return new Section(as("a section in braces", key, config::getConfig), keyOf(key));
    }

    /** The keys right below this one. */
    Set<String> keys() {
        return config.root().keySet();
    }

    /**
     * The sections in a list of them, each of the same keys.
     *
     * @param defaults of every key that one may have
     * @throws ConfigException if one has another key
     */
    List<Section> sections(String key, Map<String, Object> defaults) {
        return as("a list of sections in brackets", key, config::getConfigList).stream()
                .map(given -> {
                    for (Map.Entry<String, ConfigValue> entry : given.root().entrySet()) {
                        if (!defaults.containsKey(entry.getKey())) {
                            throw new InvalidValue(
                                    entry.getValue(),
                                    "there is no setting '%s.%s'".formatted(keyOf(key), entry.getKey()));
                        }
                    }
                    ConfigObject known =
                            ConfigValueFactory.fromMap(defaults, given.origin().description());
                    return new Section(given.withFallback(known), keyOf(key));
                })
                .toList();
    }

    /** A text, which may be empty. */
    String text(String key) {
        return as("a text", key, config::getString);
    }

    /** A text, if there is one. */
    Optional<String> optionalText(String key) {
        return config.getIsNull(key) ? Optional.empty() : Optional.of(text(key));
    }

    /**
     * What a text stands for, if there is one.
     *
     * @param meaning throws {@link IllegalArgumentException} with the reason if it stands for nothing
     */
    <T> Optional<T> optional(String key, Function<String, T> meaning) {
        return optionalText(key).map(text -> meaning(key, text, meaning));
    }

    /** What each text of a list stands for. */
    <T> List<T> list(String key, Function<String, T> meaning) {
        return as("a list in brackets", key, config::getStringList).stream()
                .map(text -> meaning(key, text, meaning))
                .toList();
    }

    /** True or false. */
    boolean flag(String key) {
        return as("true or false", key, config::getBoolean);
    }

    /** A whole number between two bounds. */
    int whole(String key, int least, int most) {
        String rule = "a whole number from %d to %d".formatted(least, most);
        BigDecimal value = as(rule, key, name -> new BigDecimal(config.getString(name)));
        boolean inside = value.stripTrailingZeros().scale() <= 0
                && value.compareTo(BigDecimal.valueOf(least)) >= 0
                && value.compareTo(BigDecimal.valueOf(most)) <= 0;
        if (!inside) {
            throw refused(key, rule);
        }
        return value.intValueExact();
    }

    /** A number between two bounds. */
    double number(String key, double least, double most) {
        String rule = "a number from %s to %s".formatted(least, most);
        double value = as(rule, key, config::getDouble);
        if (!(value >= least && value <= most)) {
            throw refused(key, rule);
        }
        return value;
    }

    /** A duration between two bounds, such as {@code 5 minutes}. */
    Duration duration(String key, Duration least, Duration most) {
        String rule = "a duration from %s to %s".formatted(written(least), written(most));
        Duration value = as(rule, key, config::getDuration);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refused(key, rule);
        }
        return value;
    }

    /** A duration between two bounds, if there is one. */
    Optional<Duration> optionalDuration(String key, Duration least, Duration most) {
        return config.getIsNull(key) ? Optional.empty() : Optional.of(duration(key, least, most));
    }

    /** A number of octets between two bounds, if there is one. */
    Optional<Long> optionalOctets(String key, long least, long most) {
        return config.getIsNull(key) ? Optional.empty() : Optional.of(octets(key, least, most));
    }

    /** A number of octets between two bounds, such as {@code 2 GiB}. */
    long octets(String key, long least, long most) {
        String rule = "a size from %s to %s".formatted(size(least), size(most));
        long value = as(rule, key, config::getBytes);
        if (value < least || value > most) {
            throw refused(key, rule);
        }
        return value;
    }

    /** One of the constants of an enumeration, in lower case. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String names =
                Arrays.stream(type.getEnumConstants()).map(Section::written).collect(Collectors.joining(" or "));
        String text = as(names, key, config::getString);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> refused(key, names));
    }

    /** Says that a setting may not be what it is. */
    ConfigException refused(String key, String rule) {
        ConfigValue value = config.root().get(key);
        return new InvalidValue(
                value, "%s is %s, but must be %s".formatted(keyOf(key), SettingsListing.shown(key, value), rule));
    }

    private <T> T meaning(String key, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(config.root().get(key), "%s: %s".formatted(keyOf(key), e.getMessage()));
        }
    }

    private <T> T as(String rule, String key, Function<String, T> type) {
        try {
            return type.apply(key);
        } catch (ConfigException.Null
                | ConfigException.WrongType
                | ConfigException.BadValue
                | NumberFormatException e) {
            throw refused(key, rule);
        }
    }

    private String keyOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String size(long octets) {
        return octets >= MIB ? "%d MiB".formatted(octets / MIB) : "%d B".formatted(octets);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String written(Duration duration) {
        if (duration.toHours() > 0 && duration.equals(Duration.ofHours(duration.toHours()))) {
            return duration.toHours() + " h";
        }
        return duration.toSeconds() + " s";
    }

    /** A value that a setting may not have; the message tells where it stands. */
    private static final class InvalidValue extends ConfigException {

        private static final long serialVersionUID = 1L;

        InvalidValue(ConfigValue value, String reason) {
            super("%s: %s".formatted(value.origin().description(), reason));
        }
    }
}
