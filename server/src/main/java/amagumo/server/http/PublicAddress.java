package amagumo.server.http;

import amagumo.server.config.AddressBlock;
import amagumo.server.http.limit.Clients;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where clients reach the server: as settings say, or else as the request was addressed, on its own word or a trusted proxy's. */
public final class PublicAddress {

    static final String ATTRIBUTE = "amagumo.public-address";

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
    private static final Pattern SCHEME = Pattern.compile("https?");

    private final Optional<String> configured;
    private final List<AddressBlock> trustedProxies;

    /**
     * @param configured what settings say, without a slash at the end
     * @param trustedProxies whose {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} are believed
     */
    PublicAddress(Optional<String> configured, List<AddressBlock> trustedProxies) {
        this.configured = configured;
        this.trustedProxies = trustedProxies;
    }

    /**
     * What whole addresses begin with in the answer to a request, without a slash at the end.
     *
     * @throws ProblemException status 400 if the request does not name a host as one is written
     */
    public static String of(Context context) {
        PublicAddress address = context.attribute(ATTRIBUTE);
        return address.configured.orElseGet(() -> address.asked(context));
    }

    private String asked(Context context) {
        Optional<String> scheme = Optional.empty();
        Optional<String> host = Optional.empty();
        if (Clients.address(context.ip())
                .filter(peer -> trustedProxies.stream().anyMatch(block -> block.contains(peer)))
                .isPresent()) {
            scheme = last(context.header("X-Forwarded-Proto"), SCHEME);
            host = last(context.header("X-Forwarded-Host"), HOST);
        }
        return scheme.orElse(context.scheme())
                + "://"
                + host.or(() -> last(context.host(), HOST))
                        .orElseThrow(() -> ProblemException.badRequest("the header Host does not name a host"));
    }

    /** What the nearest proxy wrote, if it is written as such a thing is. */
    private static Optional<String> last(String header, Pattern form) {
        if (header == null) {
            return Optional.empty();
        }
        String last = header.substring(header.lastIndexOf(',') + 1).strip();
        return form.matcher(last).matches() ? Optional.of(last) : Optional.empty();
    }
}
