package amagumo.model.vector;

import amagumo.model.backend.Backend;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether vector code can work on ND4J's arrays, and do so fast: determined once, when first asked, and reported in one
 * log line.
 */
public final class VectorUnit {

    private static final Logger LOG = LoggerFactory.getLogger(VectorUnit.class);
    private static final boolean USABLE = isWithoutObstacle();

    private VectorUnit() {}

    /** Whether the classes beside and below this one may be used. */
    public static boolean isUsable() {
        return USABLE;
    }

    private static boolean isWithoutObstacle() {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            LOG.info("ConvLSTM: ND4J's operations, as {}.", obstacle.get());
        } else {
            LOG.info("ConvLSTM: fused gates and Winograd's F(4x4, 3x3), in vectors of {} floats.", Lanes.STEP);
        }
        return obstacle.isEmpty();
    }

    /** What prevents it, as the end of a sentence; empty if nothing does. */
    private static Optional<String> obstacle() {
        if (!Backend.isCpu()) {
            return Optional.of("the arrays are not in the CPU's memory");
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.of("the JVM was not given --add-modules jdk.incubator.vector");
        }
        if (!hasMultiplyAdd()) {
            // The vector API then computes each lane in arbitrary-precision decimals, ten thousand times slower.
            return Optional.of("the CPU has no fused multiply-add");
        }
        return Optional.empty();
    }

    private static boolean hasMultiplyAdd() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    }
}
