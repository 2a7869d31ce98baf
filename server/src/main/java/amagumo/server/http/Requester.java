package amagumo.server.http;

import amagumo.server.http.limit.Client;
import io.javalin.http.Context;

/** Who asks, as far as a resource may want to know. */
public final class Requester {

    private Requester() {}

    /** What a log or a history calls who asks over HTTP: a token does not say whose it is, an address says where from. */
    public static String name(Context context) {
        return context.attribute(Client.ATTRIBUTE) instanceof Client client
                ? "HTTP from " + client.address().getHostAddress()
                : "HTTP";
    }

    /** Whether who asks looks after the server, and may ask for what is told to nobody else. */
    public static boolean isOperator(Context context) {
        return Boolean.TRUE.equals(context.attribute(Guard.OPERATOR));
    }

    /** What counts as one client: an address of IPv4, or a network of 64 bits of IPv6. */
    public static String client(Context context) {
        return context.attribute(Client.ATTRIBUTE) instanceof Client client
                ? client.counted().getHostAddress()
                : "";
    }
}
