package amagumo.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final int LOOK_S = 300;

    private final Memory memory = new Memory("heap");

    @Test
    void memoryThatRisesAndFallsDoesNotGrow() {
        look(1, 60, 145, 136, 292, 151, 147, 176, 147);
        assertEquals(List.of(), memory.growth());
    }

    @Test
    void memoryThatIsKeptGrows() {
        look(1, 60, 100, 292, 120, 150, 160, 180, 200);
        assertEquals(List.of("more and more of heap: 100, 292, 120, 150, 160, 180, 200 MiB"), memory.growth());
    }

    @Test
    void eachLifeOfAServerIsLookedAtAlone() {
        look(1, 60, 50, 50, 50, 50);
        look(2, 60, 150, 150, 150, 150);
        assertEquals(List.of(), memory.growth());
    }

    private void look(long process, double... mib) {
        for (int i = 0; i < mib.length; i++) {
            memory.add(process, i * LOOK_S, mib[i]);
        }
    }
}
