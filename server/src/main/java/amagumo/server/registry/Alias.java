package amagumo.server.registry;

import java.util.Locale;

/** What a version of a model is to the server. An alias stands for one version at a time, or for none. */
public enum Alias {
    /** It serves. */
    CHAMPION,
    /** It was trained last, and is to show that it is better. */
    CHALLENGER,
    /** It served before, and does again once the champion is rolled back. */
    PREVIOUS;

    /** Such as {@code champion}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Alias parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
