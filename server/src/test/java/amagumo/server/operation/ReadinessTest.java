package amagumo.server.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final Condition good = new Condition("good", Optional::empty);

    @Test
    void eachConditionSaysForItselfWhetherItHoldsAndWhyNot() throws Exception {
        Condition bad = new Condition("bad", () -> Optional.of("it is not"));
        Condition broken = new Condition("broken", () -> {
            throw new IOException("inside");
        });
        assertEquals(
                List.of(
                        new Condition.State("bad", false, "it is not"),
                        new Condition.State("good", true, ""),
                        new Condition.State("broken", false, "this cannot be found out; the log says why")),
                new Readiness(List.of(bad, good, broken)).check());
    }

    @Test
    void aConditionThatDoesNotAnswerDoesNotHoldAndKeepsNoOtherFromAnswering() throws Exception {
        Condition silent = new Condition("silent", () -> {
            new CountDownLatch(1).await();
            return Optional.empty();
        });
        assertEquals(
                List.of(
                        new Condition.State("silent", false, "there was no answer within 3 s"),
                        new Condition.State("good", true, "")),
                new Readiness(List.of(silent, good)).check());
    }

    @Test
    void twoConditionsHaveTwoNames() {
        assertThrows(IllegalArgumentException.class, () -> new Readiness(List.of(good, good)));
    }
}
