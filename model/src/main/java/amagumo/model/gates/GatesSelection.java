package amagumo.model.gates;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which implementation of the gates runs: chosen once, when first needed, and said in one log line. */
public final class GatesSelection {

    private static final String FUSED = "amagumo.model.vector.gates.VectorGates";
    private static final Logger LOG = LoggerFactory.getLogger(GatesSelection.class);
    private static final Gates PLAIN = new Nd4jGates();
    private static final Optional<Gates> VECTOR = fused();

    private GatesSelection() {}

    /** The fastest implementation for arrays of this type. */
    public static Gates forType(DataType type) {
        return VECTOR.filter(gates -> type == DataType.FLOAT).orElse(PLAIN);
    }

    /** Whether gates of this type are computed in one pass. */
    public static boolean isFused(DataType type) {
        return forType(type) != PLAIN;
    }

    private static Optional<Gates> fused() {
        Optional<String> obstacle = VectorUnit.obstacle();
        if (obstacle.isPresent()) {
            LOG.info("ConvLSTM gates: ND4J operations, as {}.", obstacle.get());
            return Optional.empty();
        }
        try {
            Gates gates = (Gates) Class.forName(FUSED).getDeclaredConstructor().newInstance();
            LOG.info("ConvLSTM gates: fused.");
            return Optional.of(gates);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info(
                    "ConvLSTM gates: ND4J operations, as this JDK's vector API is not the one of JDK 17: {}",
                    e.toString());
            return Optional.empty();
        }
    }
}
