package amagumo.server.http.limit;

import amagumo.server.config.AddressBlock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Finds out who asks. A proxy appends the address that it was asked from to {@code X-Forwarded-For}, so what stands
 * there is read from the right: each entry is believed as long as it was written by a trusted proxy, and the first
 * that is not itself one is the client. What stands left of it the client may have made up.
 */
public final class Clients {

    /** More proxies in a row than this are nobody's; the rest of the header is not looked at. */
    private static final int MOST_HOPS = 16;

    /** What proxies add: RFC 7239, RFC 9110 (7.6.3), and what they did before there was a standard. */
    private static final List<String> SIGNS_OF_PROXIES = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Real-IP");

    private final List<AddressBlock> trusted;

    public Clients(List<AddressBlock> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** The client of a request, found once. */
    public Client of(Request request) {
        if (request.getAttribute(Client.ATTRIBUTE) instanceof Client known) {
            return known;
        }
        InetAddress peer = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
        Client client = of(peer, request.getHeaders());
        request.setAttribute(Client.ATTRIBUTE, client);
        return client;
    }

    Client of(InetAddress peer, HttpFields headers) {
        List<String> forwarded = headers.getCSV(HttpHeader.X_FORWARDED_FOR, false);
        if (!isTrusted(peer)) {
            return new Client(peer, peer.isLoopbackAddress() && !isForwarded(headers));
        }
        InetAddress client = peer;
        List<String> hops = new ArrayList<>(forwarded);
        for (int hop = hops.size() - 1; hop >= Math.max(0, hops.size() - MOST_HOPS); hop--) {
            Optional<InetAddress> before = address(hops.get(hop));
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
            if (!isTrusted(client)) {
                break;
            }
        }
        return new Client(client, client.isLoopbackAddress() && !isForwarded(headers));
    }

    /** Whether a proxy says that it passes a request on; one that says nothing cannot be told from a program of this machine. */
    private static boolean isForwarded(HttpFields headers) {
        return SIGNS_OF_PROXIES.stream().anyMatch(headers::contains);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }

    /** An address as proxies and Jetty write it: bare, in brackets, or with a port. */
    public static Optional<InetAddress> address(String text) {
        String bare = text.strip();
        if (bare.startsWith("[")) {
            int end = bare.indexOf(']');
            return end < 0 ? Optional.empty() : AddressBlock.address(bare.substring(1, end));
        }
        int colon = bare.indexOf(':');
        boolean hasPort = colon > 0 && colon == bare.lastIndexOf(':');
        return AddressBlock.address(hasPort ? bare.substring(0, colon) : bare);
    }
}
