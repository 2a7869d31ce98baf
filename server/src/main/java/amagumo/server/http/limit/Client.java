package amagumo.server.http.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who asks.
 *
 * @param address of the client; of the last trusted proxy if that does not say for whom it asks
 * @param isHere whether it is a program of this machine, and not a proxy that asks for somebody else
 */
public record Client(InetAddress address, boolean isHere) {

    /** The attribute of a request that holds its client. */
    public static final String ATTRIBUTE = "amagumo.client";

    private static final int NETWORK_OCTETS = 8;

    /** What counts as one client: an address of IPv4; of IPv6 the first 64 bits, for a subscriber has all that follow. */
    public InetAddress counted() {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_OCTETS), 2 * NETWORK_OCTETS);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 octets are an address", e);
        }
    }
}
