package amagumo.server.source.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedFrameTest {

    @Test
    void observedRainIsListedNewestFirstAndOnce() throws IOException {
        String json =
                """
                [{"basetime": "20241018000000", "validtime": "20241018000000", "elements": ["hrpns", "hrpns_nd"]},
                 {"basetime": "20241018000500", "validtime": "20241018000500", "elements": ["hrpns"], "other": {}},
                 {"basetime": "20241018000500", "validtime": "20241018000500", "elements": ["hrpns"]},
                 {"basetime": "20241018000500", "validtime": "20241018001000", "elements": ["hrpns"]},
                 {"basetime": "20241017235500", "validtime": "20241017235500", "elements": ["thns"]},
                 {"basetime": "20241017235000", "validtime": "20241017235000"}]
                """;
        List<ListedFrame> frames = of(json);
        assertEquals(
                List.of(Instant.parse("2024-10-18T00:05:00Z"), Instant.parse("2024-10-18T00:00:00Z")),
                frames.stream().map(ListedFrame::validTime).toList());
        assertEquals("20241018000500", frames.get(0).name());
    }

    @Test
    void anEmptyListHasNoFrames() throws IOException {
        assertEquals(List.of(), of("[]"));
    }

    @Test
    void aLongListIsCutBehindItsNewest() throws IOException {
        String json = IntStream.range(0, 60)
                .mapToObj(minute ->
                        "{\"basetime\":\"202410180000%02d\",\"validtime\":\"202410180000%02d\",\"elements\":[\"hrpns\"]}"
                                .formatted(minute, minute))
                .collect(Collectors.joining(",", "[", "]"));
        List<ListedFrame> frames = of(json);
        assertEquals(ListedFrame.MOST, frames.size());
        assertEquals("20241018000059", frames.get(0).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "\"x\"",
                "[1]",
                "[null]",
                "[[]]",
                "<html></html>",
                "[{}]",
                "[{\"basetime\": 20241018000000, \"validtime\": 20241018000000}]",
                "[{\"basetime\": \"20241018000000\", \"validtime\": \"20241318000000\"}]",
                "[{\"basetime\": \"20230229000000\", \"validtime\": \"20230229000000\"}]",
                "[{\"basetime\": \"../../../../x\", \"validtime\": \"../../../../x\"}]",
                "[{\"basetime\": \"+2024101800000\", \"validtime\": \"+2024101800000\"}]"
            })
    void whatIsNotSuchAListIsRefused(String json) {
        assertThrows(IOException.class, () -> of(json));
    }

    @Test
    void listsNestedWithoutEndAreRefused() {
        assertThrows(IOException.class, () -> of("[".repeat(100_000)));
    }

    private static List<ListedFrame> of(String json) throws IOException {
        return ListedFrame.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
