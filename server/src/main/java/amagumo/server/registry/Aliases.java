package amagumo.server.registry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which versions aliases stand for, at one moment.
 *
 * @param revision how often aliases had been moved: whoever moves them says which state that is meant for
 * @param versions those aliases that stand for one
 */
public record Aliases(long revision, Map<Alias, Long> versions) {

    public Aliases {
        Map<Alias, Long> ordered = new EnumMap<>(Alias.class);
        ordered.putAll(versions);
        versions = Collections.unmodifiableMap(ordered);
    }

    /** The version that an alias stands for. */
    public Optional<Long> of(Alias alias) {
        return Optional.ofNullable(versions.get(alias));
    }

    /** The versions by the names of their aliases. */
    Map<String, Long> byName() {
        Map<String, Long> named = new TreeMap<>();
        versions.forEach((alias, version) -> named.put(alias.toString(), version));
        return named;
    }

    /** With an alias that stands for another version, or for none. */
    Aliases with(Alias alias, Optional<Long> version) {
        Map<Alias, Long> changed = new EnumMap<>(Alias.class);
        changed.putAll(versions);
        version.ifPresentOrElse(number -> changed.put(alias, number), () -> changed.remove(alias));
        return new Aliases(revision, changed);
    }
}
