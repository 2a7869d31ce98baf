package amagumo.server.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What finds the addresses of a host. */
@FunctionalInterface
interface HostNames {

    /** What the machine is set up to ask, such as its name server. */
    HostNames OF_THIS_MACHINE = host -> List.of(InetAddress.getAllByName(host));

    /**
     * All addresses of a host.
     *
     * @param host a name, or an address in numbers
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
