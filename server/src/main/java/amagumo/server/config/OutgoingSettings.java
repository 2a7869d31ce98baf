package amagumo.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which other machines may be asked, by whatever part of the program.
 *
 * @param hosts names of hosts, lower case; empty if those may be that the settings name
 * @param webhooks that are sent to subscribers
 */
public record OutgoingSettings(List<String> hosts, Webhooks webhooks) {

    /**
     * Notifications that are sent to subscribers, on hosts that are named alone.
     *
     * @param privateAddresses whether these may be at addresses of this machine and of private networks
     * @param most how many subscriptions there may be, 1 to 100000
     * @param keyFile the key that their secrets are sealed with; that of the server's state if there is none
     */
    public record Webhooks(boolean privateAddresses, int most, Optional<Path> keyFile) {

        /** How long the key is. */
        public static final int KEY_OCTETS = 32;

        private static final String KEY = "webhooks.key";

        static Webhooks of(Section webhooks) {
            return new Webhooks(
                    webhooks.flag("private-addresses"),
                    webhooks.whole("most", 1, 100_000),
                    webhooks.optionalText("key-file").map(Path::of));
        }

        /**
         * Where the key is.
         *
         * @param state directory of the server's state
         */
        public Path keyFile(Path state) {
            return keyFile.orElse(state.resolve(KEY));
        }
    }

    public OutgoingSettings {
        hosts = List.copyOf(hosts);
    }

    static OutgoingSettings of(Section outgoing) {
        return new OutgoingSettings(
                outgoing.list("hosts", OutgoingSettings::host), Webhooks.of(outgoing.section("webhooks")));
    }

    private static String host(String name) {
        if (!name.matches("[A-Za-z0-9._:\\[\\]-]{1,255}")) {
            throw new IllegalArgumentException("'%s' is not the name of a host alone".formatted(name));
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Why a host that settings name may not be asked, if so.
     *
     * @param named hosts by the settings that name them
     */
    Optional<String> contradiction(Map<String, String> named) {
        return named.entrySet().stream()
                .filter(entry ->
                        !hosts.isEmpty() && !hosts.contains(entry.getValue().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(entry ->
                        "outgoing.hosts does not have %s, which %s names".formatted(entry.getValue(), entry.getKey()));
    }
}
