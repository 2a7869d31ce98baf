package amagumo.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.NowcasterName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NowcasterChoiceTest {

    private static final NowcasterChoice ROVER = choice(NowcasterName.ROVER, null);
    private static final NowcasterChoice MODEL = choice(null, "a.zip");
    private static final NowcasterChoice OTHER_MODEL = choice(NowcasterName.CONVLSTM, "b.zip");

    @Test
    void withoutAChoiceItIsOpticalFlow() throws IOException {
        assertEquals(NowcasterName.ROVER.toString(), NowcasterChoice.NONE.open().name());
    }

    @Test
    void whatIsChosenFirstWins() {
        assertEquals(ROVER, ROVER.or(choice(NowcasterName.PERSISTENCE, null)));
        assertEquals(ROVER, NowcasterChoice.NONE.or(ROVER));
        assertEquals(OTHER_MODEL, NowcasterChoice.NONE.or(OTHER_MODEL));
    }

    @Test
    void aModelReplacesTheNameThatTheOtherChoiceHas() {
        assertEquals(MODEL, MODEL.or(ROVER));
        assertEquals(MODEL, MODEL.or(OTHER_MODEL));
    }

    @Test
    void aNowcasterThatLearnsNothingDoesNotTakeTheOthersModel() {
        assertEquals(ROVER, ROVER.or(OTHER_MODEL));
        assertEquals(OTHER_MODEL, choice(NowcasterName.CONVLSTM, null).or(OTHER_MODEL));
    }

    @Test
    void modelAndNameMustFit() {
        assertTrue(choice(NowcasterName.CONVLSTM, null).contradiction().isPresent());
        assertTrue(choice(NowcasterName.ROVER, "a.zip").contradiction().isPresent());
        assertTrue(MODEL.contradiction().isEmpty());
    }

    private static NowcasterChoice choice(NowcasterName name, String model) {
        return new NowcasterChoice(
                Optional.ofNullable(name), Optional.ofNullable(model).map(Path::of));
    }
}
