package amagumo.server.door.edr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeIntervalTest {

    private static final Instant BEFORE = Instant.parse("2024-03-01T00:25:00Z");
    private static final Instant TIME = Instant.parse("2024-03-01T00:30:00Z");
    private static final Instant AFTER = Instant.parse("2024-03-01T00:35:00Z");

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T00:30:00Z, false, true, false",
        "2024-03-01T09:30:00+09:00, false, true, false",
        "2024-03-01T00:30Z, false, true, false",
        "2024-03-01T00:30:00Z/.., false, true, true",
        "../2024-03-01T00:30:00Z, true, true, false",
        "/2024-03-01T00:30:00Z, true, true, false",
        "2024-03-01T00:25:00Z/2024-03-01T00:30:00Z, true, true, false",
        "../.., true, true, true",
        "2024-03-01T00:31:00Z, false, false, false"
    })
    void aTimeOrAnIntervalWithBothEnds(String text, boolean before, boolean time, boolean after) throws EdrException {
        TimeInterval interval = TimeInterval.parse(Optional.of(text));
        assertEquals(before, interval.contains(BEFORE));
        assertEquals(time, interval.contains(TIME));
        assertEquals(after, interval.contains(AFTER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2024-03-01",
                "2024-03-01T00:30:00",
                "2024-02-30T00:30:00Z",
                "2024-03-01T00:30:00Z/2024-03-01T00:25:00Z",
                "../../..",
                "2024-03-01T00:30:00Z,2024-03-01T00:35:00Z",
                "+999999999-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z"
            })
    void whatIsNeitherIsRefused(String text) {
        assertThrows(EdrException.class, () -> TimeInterval.parse(Optional.of(text)));
    }
}
