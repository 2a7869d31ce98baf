package amagumo.model.gates;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which implementation of the gates runs: chosen once, when first needed, and said in one log line. */
public final class GatesSelection {

    private static final String FUSED = "amagumo.model.gates.vector.VectorGates";
    private static final Logger LOG = LoggerFactory.getLogger(GatesSelection.class);
    private static final Gates PLAIN = new NdArrayGates();
    private static final Optional<Gates> VECTOR = fused();

    private GatesSelection() {}

    /** The fastest implementation for arrays of this type and cells of this size. */
    public static Gates forCell(DataType type, int hidden) {
        return VECTOR.filter(gates -> type == DataType.FLOAT && hidden % gates.lanes() == 0)
                .orElse(PLAIN);
    }

    /** Whether the gates of such cells are computed in one pass. */
    public static boolean isFused(DataType type, int hidden) {
        return forCell(type, hidden) != PLAIN;
    }

    /** Whether ND4J keeps its arrays in the memory of the CPU. */
    public static boolean onCpu() {
        return Nd4j.getBackend().getClass().getName().endsWith("CpuBackend");
    }

    private static Optional<Gates> fused() {
        if (!onCpu()) {
            LOG.info("ConvLSTM gates: ND4J operations, as the arrays are not in the CPU's memory.");
            return Optional.empty();
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            LOG.info("ConvLSTM gates: ND4J operations; --add-modules jdk.incubator.vector makes them faster.");
            return Optional.empty();
        }
        try {
            Gates gates = (Gates) Class.forName(FUSED).getDeclaredConstructor().newInstance();
            LOG.info("ConvLSTM gates: fused, {} floats at a time.", gates.lanes());
            return Optional.of(gates);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info(
                    "ConvLSTM gates: ND4J operations, as this JDK's vector API is not the one of JDK 17: {}",
                    e.toString());
            return Optional.empty();
        }
    }
}
