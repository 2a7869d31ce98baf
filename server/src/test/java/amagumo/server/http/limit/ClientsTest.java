package amagumo.server.http.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import amagumo.server.config.AddressBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {

    private final Clients clients = new Clients(List.of(
            AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("2001:db8:1::/48"), AddressBlock.parse("127.0.0.1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Who is not a proxy says what it likes.
                "192.0.2.1  | 198.51.100.1                        | 192.0.2.1",
                "11.0.0.1   | 198.51.100.1                        | 11.0.0.1",
                // The right-most address that is not a trusted proxy.
                "10.0.0.1   | 198.51.100.1                        | 198.51.100.1",
                "10.0.0.1   | 203.0.113.9, 198.51.100.1           | 198.51.100.1",
                "10.0.0.1   | 203.0.113.9, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
                "10.0.0.1   | 10.1.1.1, 10.9.9.9                  | 10.1.1.1",
                "127.0.0.1  | 2001:db8:2::5                       | 2001:db8:2::5",
                "2001:db8:1::9 | 2001:db8:1::7, 198.51.100.1      | 198.51.100.1",
                // Ports and brackets, as some proxies write them.
                "10.0.0.1   | 198.51.100.1:4711                   | 198.51.100.1",
                "10.0.0.1   | '[2001:db8:2::5]:4711'              | 2001:db8:2::5",
                // IPv4 in IPv6 is IPv4.
                "10.0.0.1   | ::ffff:198.51.100.1                 | 198.51.100.1",
                // What is not an address ends the search; nothing is looked up by name.
                "10.0.0.1   | unknown                             | 10.0.0.1",
                "10.0.0.1   | 198.51.100.1, unknown               | 10.0.0.1",
                "10.0.0.1   | 198.51.100.1, localhost, 10.2.2.2   | 10.2.2.2",
                "10.0.0.1   | 1.2.3                               | 10.0.0.1",
                "10.0.0.1   | 300.1.1.1                           | 10.0.0.1",
                "10.0.0.1   | ''                                  | 10.0.0.1",
            })
    void clientIsTheLastAddressThatATrustedProxyVouchesFor(String peer, String forwarded, String client)
            throws UnknownHostException {
        HttpFields headers = HttpFields.build().add("X-Forwarded-For", forwarded);
        assertEquals(
                InetAddress.getByName(client),
                clients.of(InetAddress.getByName(peer), headers).address());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:2:3:4:5:6:7, 2001:db8:2:3::",
        "2001:db8:2:3::1, 2001:db8:2:3::",
        "2001:db8:2:4::1, 2001:db8:2:4::"
    })
    void aNetworkOf64BitsCountsAsOneClient(String address, String counted) throws UnknownHostException {
        assertEquals(InetAddress.getByName(counted), new Client(InetAddress.getByName(address), false).counted());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.200, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::1, ::2, false"
    })
    void aBlockHoldsTheAddressesThatBeginWithItsBits(String block, String address, boolean holds)
            throws UnknownHostException {
        assertEquals(holds, AddressBlock.parse(block).contains(InetAddress.getByName(address)));
    }
}
