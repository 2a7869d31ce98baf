package amagumo.model.evaluation;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.window.WindowSpec;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of windows in a JSON file, an array of objects: {@code event}, {@code start} (index of the first frame in the
 * event), {@code step_min}, {@code pixel_km}, {@code fss_px} (odd), {@code crop} (first row, first column, rows,
 * columns), {@code files} (20 radar files in order of time, relative to a root directory).
 */
public final class WindowFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record Entry(
            String event,
            int start,
            @JsonProperty("step_min") int stepMinutes,
            @JsonProperty("pixel_km") double pixelKm,
            @JsonProperty("fss_px") int fssCells,
            int[] crop,
            List<String> files) {}

    private WindowFile() {}

    /**
     * Reads a list of windows; the radar files are read when their window is read.
     *
     * @param file the list
     * @param root where its radar files lie
     * @throws IOException if the file is not such a list, with the number of the offending entry
     */
    public static List<EvaluationWindow> read(Path file, Path root) throws IOException {
        Entry[] entries;
        try {
            entries = JSON.readValue(Files.readAllBytes(file), Entry[].class);
        } catch (JacksonException e) {
            throw new IOException("%s: not a list of windows: %s".formatted(file, e.getOriginalMessage()), e);
        }
        if (entries == null || entries.length == 0) {
            throw new IOException("%s: no windows".formatted(file));
        }
        List<EvaluationWindow> windows = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                windows.add(window(entry, root));
            } catch (IllegalArgumentException e) {
                throw new IOException("%s: window %d: %s".formatted(file, windows.size(), e.getMessage()), e);
            }
        }
        return windows;
    }

    private static EvaluationWindow window(Entry entry, Path root) {
        if (entry == null || entry.event() == null || entry.crop() == null || entry.files() == null) {
            throw new IllegalArgumentException("it needs event, crop and files");
        }
        if (entry.files().size() != WindowSpec.LENGTH) {
            throw new IllegalArgumentException(
                    "%d files instead of %d".formatted(entry.files().size(), WindowSpec.LENGTH));
        }
        if (entry.crop().length != 4) {
            throw new IllegalArgumentException("a crop is row, column, rows and columns");
        }
        if (entry.stepMinutes() < 1 || entry.fssCells() < 1 || entry.fssCells() % 2 == 0) {
            throw new IllegalArgumentException(
                    "step_min %d, fss_px %d".formatted(entry.stepMinutes(), entry.fssCells()));
        }
        List<Path> files = new ArrayList<>();
        for (String name : entry.files()) {
            try {
                files.add(root.resolve(name));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("a file without a valid name", e);
            }
        }
        int[] crop = entry.crop();
        CellBox box = new CellBox(crop[0], crop[1], crop[2], crop[3]);
        return new EvaluationWindow(
                entry.event(), box, entry.stepMinutes(), entry.fssCells(), index -> frame(files.get(index)));
    }

    private static RadarFrame frame(Path file) throws IOException {
        return JmaRain.read(file.toString(), Files.readAllBytes(file), Optional.empty())
                .get(0)
                .frame();
    }
}
