package amagumo.server.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2002:c0a8:101::1"
            })
    void addressesOfThisMachineAndOfPrivateNetworksAreInside(String address) throws UnknownHostException {
        assertTrue(Reach.isInside(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "169.253.0.1",
                "2001:4860:4860::8888",
                "2400:cb00::1",
                "64:ff9b::101:101",
                "2002:101:101::"
            })
    void addressesOfThePublicInternetAreNot(String address) throws UnknownHostException {
        assertEquals(false, Reach.isInside(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/x",
                "http://localhost:9/x",
                "http://[::1]:9/x",
                "http://169.254.169.254/latest",
                "http://2130706433/",
                "http://0x7f.1/"
            })
    void privateAddressesAreRefusedAlthoughTheirHostIsNamed(String address) {
        URI uri = URI.create(address);
        Reach reach = new Reach(Set.of(String.valueOf(uri.getHost())), false);
        try (Outgoing outgoing = Outgoing.start()) {
            HttpFetcher fetcher = new HttpFetcher(outgoing, reach, Duration.ofSeconds(20));
            assertThrows(OutgoingException.class, () -> fetcher.fetch(uri, Validators.NONE, 1));
        }
    }

    @Test
    void aHostIsRefusedIfOneOfItsAddressesIsInside() throws Exception {
        InetAddress[] both = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
        Reach reach = new Reach(Set.of("radar.example"), false);
        UnreachableHostException refusal = assertThrows(
                UnreachableHostException.class, () -> reach.addresses("radar.example", host -> List.of(both)));
        assertEquals("radar.example is the address 10.0.0.1, which is not public", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://jma.example.evil/",
                "http://user@example.org/",
                "http://jma.example@example.org/",
                "file:///etc/passwd",
                "ftp://jma.example/",
                "jma.example/x",
                "mailto:someone@jma.example"
            })
    void otherHostsAndSchemesAreRefusedBeforeTheyAreLookedUp(String address) {
        Reach reach = new Reach(Set.of("jma.example"), true);
        OutgoingException refusal = assertThrows(OutgoingException.class, () -> reach.require(URI.create(address)));
        assertTrue(refusal.getMessage().startsWith(address + ": "), refusal::getMessage);
    }

    @Test
    void theNameOfAHostIsComparedWithoutRegardToCase() throws OutgoingException {
        new Reach(Set.of("localhost"), true).require(URI.create("http://LocalHost:1/"));
    }
}
