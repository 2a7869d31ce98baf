package amagumo.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.model.file.ModelFile;
import amagumo.model.file.TrainingData;
import amagumo.model.threads.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntElsewhereTest {

    private static final List<TrainingData> DATA = List.of(new TrainingData(
            "event",
            256,
            256,
            1.0,
            10,
            Instant.parse("2024-10-18T00:00:00Z"),
            Instant.parse("2024-10-18T12:00:00Z"),
            73,
            54,
            0));

    @Test
    void aModelFileHasTheWeightsAndTellsWhereTheyComeFrom(@TempDir Path directory) throws IOException {
        float[] weights = initial();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 17 / 100f;
        }
        Path file = directory.resolve("model.zip");
        LearntElsewhere.model("name", "another program", TrainingConfig.DEFAULT, DATA, 4000, weights)
                .write(file);
        ModelFile read = ModelFile.read(file);
        assertArrayEquals(weights, read.network().params().toFloatVector());
        assertEquals("name", read.metadata().name());
        assertEquals("another program", read.metadata().versions().get("software"));
        assertEquals(4000, read.metadata().steps());
        assertEquals(DATA, read.metadata().data());
        assertEquals(TrainingConfig.DEFAULT.network(), read.metadata().network());
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        float[] tooFew = new float[initial().length - 1];
        assertEquals(
                "%d weights for a network of %d".formatted(tooFew.length, tooFew.length + 1),
                assertThrows(
                                IllegalArgumentException.class,
                                () -> LearntElsewhere.model("name", "", TrainingConfig.DEFAULT, DATA, 1, tooFew))
                        .getMessage());
    }

    private static float[] initial() {
        try (TrainingStep step = new TrainingStep(TrainingConfig.DEFAULT, 1, Workers.of(1))) {
            return step.weights();
        }
    }
}
