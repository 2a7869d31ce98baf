package amagumo.model.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailureIsThrownWhenNobodyWorksAnyMore(boolean all) {
        Error failure = new OutOfMemoryError("a test");
        AtomicInteger done = new AtomicInteger();
        try (Crew crew = all ? Crew.of(Workers.of(4)) : Crew.alone()) {
            Error thrown = assertThrows(
                    OutOfMemoryError.class,
                    () -> crew.forEach(64, (part, scratch) -> {
                        if (part == 3) {
                            throw failure;
                        }
                        done.incrementAndGet();
                    }));
            assertEquals(63, done.get());
            assertSame(failure, thrown);
        }
    }
}
