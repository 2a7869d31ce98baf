package amagumo.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What the header {@code Authorization} says: a bearer token (RFC 6750), or the password that a browser asked its user
 * for (RFC 7617).
 *
 * @param secret the token or the password
 * @param isBearer whether it is a token: no browser sends one by itself, so no other site can make a browser do so
 */
record Credentials(String secret, boolean isBearer) {

    /** What a header says; nothing if it is not of a kind that is known here. */
    static Optional<Credentials> parse(String header) {
        if (header == null) {
            return Optional.empty();
        }
        int blank = header.indexOf(' ');
        String scheme = blank < 0 ? "" : header.substring(0, blank).toLowerCase(Locale.ROOT);
        String rest = header.substring(blank + 1).strip();
        return switch (scheme) {
            case "bearer" -> Optional.of(new Credentials(rest, true));
            case "basic" -> password(rest).map(password -> new Credentials(password, false));
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            String userAndPassword = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = userAndPassword.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(userAndPassword.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
