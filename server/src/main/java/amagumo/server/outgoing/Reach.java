package amagumo.server.outgoing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be asked: a few hosts, by http or https, and of those no address that only this machine or its network can
 * reach. So neither a mistaken setting nor an answer of a foreign name server makes this program ask inside, such as a
 * cloud's metadata service at 169.254.169.254.
 *
 * @param hosts names of hosts, in lower or upper case
 * @param privateAddresses whether addresses of this machine and of private networks may be asked after all
 */
public record Reach(Set<String> hosts, boolean privateAddresses) {

    public Reach {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses an address that is not of http or https, or of another host.
     *
     * @throws OutgoingException with the reason
     */
    void require(URI address) throws OutgoingException {
        String host = address.getHost();
        if (host == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new OutgoingException(address, "not an address of http or https");
        }
        if (!hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw new OutgoingException(address, "the host %s is not one that may be asked".formatted(host));
        }
    }

    /**
     * The addresses of a host, of which a connection may be made to any.
     *
     * @throws UnreachableHostException if it has none, or one that may not be asked
     */
    List<InetAddress> addresses(String host, HostNames names) throws UnreachableHostException {
        List<InetAddress> addresses;
        try {
            addresses = names.addresses(host);
        } catch (UnknownHostException e) {
            throw new UnreachableHostException("the host %s is not known".formatted(host));
        }
        Optional<InetAddress> inside = privateAddresses
                ? Optional.empty()
                : addresses.stream().filter(Reach::isInside).findFirst();
        if (inside.isPresent()) {
            throw new UnreachableHostException("%s is the address %s, which is not public"
                    .formatted(host, inside.get().getHostAddress()));
        }
        return addresses;
    }

    /** Whether an address is not one of the public internet: RFC 6890 and IANA's special-purpose registries. */
    static boolean isInside(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] octets = address.getAddress();
        if (address instanceof Inet6Address) {
            boolean uniqueLocal = (octets[0] & 0xFE) == 0xFC; // fc00::/7, RFC 4193
            return uniqueLocal || embedded(octets).filter(Reach::isInside).isPresent();
        }
        int first = octets[0] & 0xFF;
        int second = octets[1] & 0xFF;
        return first == 0 // "this network"
                || first == 100 && (second & 0xC0) == 64 // 100.64.0.0/10, shared by carriers
                || first == 192 && second == 0 && octets[2] == 0 // 192.0.0.0/24, protocol assignments
                || first == 198 && (second & 0xFE) == 18 // 198.18.0.0/15, benchmarks
                || first >= 240; // reserved, and broadcast
    }

    /** The IPv4 address inside one of 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056) or ::/96 (RFC 4291). */
    private static Optional<InetAddress> embedded(byte[] octets) {
        int from;
        if (octets[0] == 0x20 && octets[1] == 0x02) {
            from = 2;
        } else if (octets[0] == 0 && octets[1] == 0x64 && (octets[2] & 0xFF) == 0xFF && (octets[3] & 0xFF) == 0x9B) {
            from = 12;
        } else {
            for (int i = 0; i < 12; i++) {
                if (octets[i] != 0) {
                    return Optional.empty();
                }
            }
            from = 12;
        }
        byte[] inner = {octets[from], octets[from + 1], octets[from + 2], octets[from + 3]};
        try {
            return Optional.of(InetAddress.getByAddress(inner));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
