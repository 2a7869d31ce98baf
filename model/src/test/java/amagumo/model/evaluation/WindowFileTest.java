package amagumo.model.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.CellBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowFileTest {

    private static final String FILES = String.join(",", Collections.nCopies(20, "\"frame.bin\""));

    @TempDir
    private Path directory;

    @Test
    void aWindowIsReadAsItStands() throws IOException {
        Path list = list(
                """
                [{"event": "storm", "start": 3, "step_min": 10, "pixel_km": 2, "fss_px": 11, "crop": [1, 2, 30, 40],
                  "files": [%s]}]"""
                        .formatted(FILES));

        List<EvaluationWindow> windows = WindowFile.read(list, directory);

        assertEquals(1, windows.size());
        assertEquals("storm", windows.get(0).event());
        assertEquals(new CellBox(1, 2, 30, 40), windows.get(0).box());
        assertEquals(10, windows.get(0).stepMinutes());
        assertEquals(11, windows.get(0).fssWindow());
        assertThrows(NoSuchFileException.class, () -> windows.get(0).read(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "null",
                "[]",
                "{}",
                "[null]",
                "[{}]",
                "[{\"event\": \"a\", \"start\": 0, \"step_min\": 5, \"pixel_km\": 1, \"fss_px\": 21,"
                        + " \"crop\": [0, 0, 8, 8], \"files\": [\"one.bin\"]}]"
            })
    void aListThatIsNoneIsRefusedInASentence(String content) throws IOException {
        Path list = list(content);

        IOException refusal = assertThrows(IOException.class, () -> WindowFile.read(list, directory));

        assertTrue(refusal.getMessage().startsWith(list + ": "), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"step_min\": 0, \"fss_px\": 21, \"crop\": [0, 0, 8, 8]",
                "\"step_min\": 5, \"fss_px\": 20, \"crop\": [0, 0, 8, 8]",
                "\"step_min\": 5, \"fss_px\": 21, \"crop\": [0, 0, 8]",
                "\"step_min\": 5, \"fss_px\": 21, \"crop\": [0, 0, 0, 8]",
                "\"step_min\": 5, \"fss_px\": 21, \"crop\": [-1, 0, 8, 8]"
            })
    void numbersThatMakeNoWindowAreRefused(String numbers) throws IOException {
        Path list = list(
                "[{\"event\": \"a\", \"start\": 0, \"pixel_km\": 1, %s, \"files\": [%s]}]".formatted(numbers, FILES));

        IOException refusal = assertThrows(IOException.class, () -> WindowFile.read(list, directory));

        assertTrue(refusal.getMessage().startsWith(list + ": window 0: "), refusal::getMessage);
    }

    private Path list(String content) throws IOException {
        return Files.writeString(directory.resolve("windows.json"), content);
    }
}
