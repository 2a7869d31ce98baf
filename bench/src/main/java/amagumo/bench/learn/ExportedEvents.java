package amagumo.bench.learn;

import amagumo.ingest.store.FrameStore;
import amagumo.ingest.window.WindowSpec;
import amagumo.model.file.TrainingData;
import amagumo.model.motion.FirstGuess;
import amagumo.model.motion.MotionField;
import amagumo.model.motion.MovingFrame;
import amagumo.model.motion.ReferenceFrame;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes what {@code bench/skill/gpu/learn.py} learns from: for each store NAME the levels of its frames, one octet a cell
 * ({@code NAME.levels}), the motion of each window ({@code NAME.motion}) and {@code NAME.json}, which tells what is
 * where. A window is a base time and a stride: 5 frames that end with it, and whatever follows within 15 strides.
 *
 * <p>{@code NAME.motion}: for each window the displacement a stride to the east, then to the south, in cells times
 * {@value #FRACTIONS}, a little-endian 16-bit integer for each square of {@value #SQUARE} cells, row by row, the squares'
 * mean.
 */
public final class ExportedEvents {

    private static final int SQUARE = 16;
    private static final int FRACTIONS = 64;

    /** Frames further apart than this are not learnt from. */
    private static final int LONGEST_STEP_MINUTES = 18;

    private static final int[] STRIDES = {1, 2, 3, 5};

    private static final int LONG_STORE = 300;

    /** A window has at least as many leads. */
    private static final int FEWEST_LEADS = 5;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ExportedEvents() {}

    private record Base(List<Integer> frames, int stride) {}

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        Files.createDirectories(out);
        for (String store : Arrays.asList(args).subList(1, args.length)) {
            Path directory = Path.of(store);
            if (!Files.exists(out.resolve(directory.getFileName() + ".json"))) {
                export(FrameStore.open(directory), directory.getFileName().toString(), out);
                System.out.println(directory.getFileName());
            }
        }
    }

    private static void export(FrameStore store, String name, Path out) throws IOException {
        List<Instant> times = store.times();
        float[][][] frames = new float[times.size()][][];
        ObjectNode json = JSON.createObjectNode();
        int cells = Math.toIntExact(store.grid().cells());
        try (OutputStream levels = Files.newOutputStream(out.resolve(name + ".levels"))) {
            for (int t = 0; t < frames.length; t++) {
                var frame = store.read(times.get(t));
                if (t == 0) {
                    ArrayNode values = json.putArray("mmH");
                    for (float value : frame.table().values()) {
                        values.add(value);
                    }
                }
                byte[] octets = new byte[cells];
                for (int i = 0; i < cells; i++) {
                    octets[i] = (byte) frame.levels().get(i);
                }
                levels.write(octets);
                frames[t] = frame.values();
            }
        }
        List<Base> bases = bases(times, store.stepMinutes());
        byte[][] motions = new byte[bases.size()][];
        double[] spreads = new double[bases.size()];
        IntStream.range(0, bases.size()).parallel().forEach(w -> {
            List<float[][]> inputs = bases.get(w).frames().subList(0, WindowSpec.INPUT_LENGTH).stream()
                    .map(t -> frames[t])
                    .toList();
            MovingFrame moving = MovingFrame.of(ReferenceFrame.LAGRANGIAN, inputs);
            spreads[w] = FirstGuess.of(inputs, moving).spread();
            motions[w] = octets(moving.motion().orElseThrow());
        });
        try (OutputStream motion = Files.newOutputStream(out.resolve(name + ".motion"))) {
            for (byte[] octets : motions) {
                motion.write(octets);
            }
        }
        json.put("rows", store.grid().ny());
        json.put("columns", store.grid().nx());
        json.put("stepMinutes", store.stepMinutes());
        json.put("cellKm", TrainingData.cellKm(store.grid()));
        json.put("frames", times.size());
        json.put("firstTime", times.get(0).toString());
        json.put("lastTime", times.get(times.size() - 1).toString());
        ArrayNode windows = json.putArray("windows");
        for (int w = 0; w < bases.size(); w++) {
            Base base = bases.get(w);
            ObjectNode window = windows.addObject();
            window.put("stride", base.stride());
            window.put("spread", spreads[w]);
            window.put("wet", store.wetFraction(times.get(base.frames().get(WindowSpec.INPUT_LENGTH - 1))));
            ArrayNode indices = window.putArray("frames");
            base.frames().forEach(indices::add);
        }
        JSON.writeValue(out.resolve(name + ".json").toFile(), json);
    }

    /** All windows; a frame that is not there has index -1. */
    private static List<Base> bases(List<Instant> times, int stepMinutes) {
        Map<Instant, Integer> index = new HashMap<>();
        times.forEach(time -> index.put(time, index.size()));
        List<Base> bases = new ArrayList<>();
        for (int stride : STRIDES) {
            if (stride > 1 && stride * stepMinutes > LONGEST_STEP_MINUTES) {
                continue;
            }
            Duration step = Duration.ofMinutes((long) stride * stepMinutes);
            // Of long stores every second base time: neighbours show nearly the same.
            for (int b = 0; b < times.size(); b += times.size() > LONG_STORE ? 2 : 1) {
                Instant base = times.get(b);
                List<Integer> frames = IntStream.range(0, WindowSpec.LENGTH)
                        .mapToObj(k -> Optional.ofNullable(
                                        index.get(base.plus(step.multipliedBy(k - WindowSpec.INPUT_LENGTH + 1))))
                                .orElse(-1))
                        .toList();
                if (!frames.subList(0, WindowSpec.INPUT_LENGTH + FEWEST_LEADS).contains(-1)) {
                    bases.add(new Base(frames, stride));
                }
            }
        }
        return bases;
    }

    private static byte[] octets(MotionField motion) {
        int rows = (motion.rows() + SQUARE - 1) / SQUARE;
        int columns = (motion.columns() + SQUARE - 1) / SQUARE;
        ByteBuffer octets = ByteBuffer.allocate(2 * 2 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] part : List.of(motion.east(), motion.south())) {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    octets.putShort((short) Math.round(FRACTIONS * mean(motion, part, r, c)));
                }
            }
        }
        return octets.array();
    }

    private static float mean(MotionField motion, float[] part, int row, int column) {
        int spacing = motion.spacing();
        int width = (motion.columns() + spacing - 1) / spacing;
        int height = (motion.rows() + spacing - 1) / spacing;
        int side = SQUARE / spacing;
        double sum = 0;
        int count = 0;
        for (int r = row * side; r < Math.min(height, (row + 1) * side); r++) {
            for (int c = column * side; c < Math.min(width, (column + 1) * side); c++) {
                sum += part[r * width + c];
                count++;
            }
        }
        return (float) (sum / count);
    }
}
