package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.gates.Nd4jGates;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Runs in a JVM of its own, started without {@code --add-modules jdk.incubator.vector}. */
@Tag("without-vector-module")
class WithoutVectorModuleTest {

    @Test
    void thePlainGatesRunAndTheNetworkIsTheSame() throws IOException {
        assertTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty());
        assertEquals(Nd4jGates.class, KernelChoice.gates(DataType.FLOAT).getClass());
        TorchReferenceTest.assertAgreement(Peephole.CHANNEL, DataType.FLOAT, 1e-5);
        TorchReferenceTest.assertAgreement(Peephole.CELL, DataType.FLOAT, 1e-5);
    }
}
