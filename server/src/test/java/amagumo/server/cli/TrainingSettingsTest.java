package amagumo.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.CellConfig;
import amagumo.model.train.Objective;
import amagumo.model.train.TrainingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrainingSettingsTest {

    @Test
    void withoutOptionsTheyAreTheModelsDefaults() {
        assertEquals(TrainingConfig.DEFAULT, settings().config());
        assertTrue(settings().epochOfAllWindows());
    }

    @Test
    void optionsReplaceDefaults() {
        TrainingConfig config = settings(
                        "--hidden",
                        "8,16",
                        "--kernel",
                        "5",
                        "--no-first-guess",
                        "--loss",
                        "balanced_error",
                        "--epoch-steps",
                        "7")
                .config();
        assertEquals(
                List.of(new CellConfig(8, 5, 5), new CellConfig(16, 5, 5)),
                config.network().cells());
        assertFalse(config.network().firstGuess());
        assertEquals(Objective.BALANCED_ERROR, config.objective());
        assertEquals(7, config.stepsPerEpoch());
        assertTrue(settings("--first-guess").config().network().firstGuess());
    }

    private static TrainingSettings settings(String... options) {
        TrainingSettings settings = new TrainingSettings();
        new CommandLine(settings).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        return settings;
    }
}
