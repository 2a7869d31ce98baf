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
}
