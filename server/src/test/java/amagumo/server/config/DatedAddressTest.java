package amagumo.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatedAddressTest {

    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void bracesHoldPartsOfTheTimeInUtc() {
        DatedAddress address = DatedAddress.parse(
                "https://archive.example/{yyyy}/{MM}/{dd}/Z__C_RJTD_{yyyyMMddHHmmss}_RDR_JMAGPV__grib2.tar", STEP);
        assertEquals("archive.example", address.host());
        assertEquals(
                URI.create("https://archive.example/2024/03/01/Z__C_RJTD_20240301230500_RDR_JMAGPV__grib2.tar"),
                address.at(Instant.parse("2024-03-01T23:05:00Z")));
    }

    @Test
    void timesAreWholeStepsSince1970() {
        DatedAddress address = DatedAddress.parse("http://a/{yyyyMMddHHmm}", Duration.ofMinutes(10));
        Instant time = Instant.parse("2024-03-01T23:00:00Z");
        assertEquals(time, address.slot(time));
        assertEquals(time, address.slot(time.plusSeconds(599)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a/{yyyy}{MM}{dd}{HH}",
                "http://a/{yyyyMMddHHmmSS}",
                "http://a/{}",
                "http://a/{yyyyMMddHHmm",
                "http://user@a/{yyyyMMddHHmm}",
                "file:///{yyyyMMddHHmm}",
                "http://{yyyyMMddHHmm}.a/",
                "http://a/ {yyyyMMddHHmm}",
                "{yyyyMMddHHmm}",
                "",
            })
    void whatIsNoAddressOfEachFileIsRefused(String template) {
        assertThrows(IllegalArgumentException.class, () -> DatedAddress.parse(template, STEP));
    }

    @Test
    void aDailyFileNeedsNoHours() {
        assertEquals(
                URI.create("http://a/20240301"),
                DatedAddress.parse("http://a/{yyyyMMdd}", Duration.ofDays(1))
                        .at(Instant.parse("2024-03-01T00:00:00Z")));
    }
}
