package amagumo.model.gates;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** Whether kernels in the vector API of JDK 17 can work on ND4J's arrays, and fast. */
public final class VectorUnit {

    private VectorUnit() {}

    /** What is in the way, as the end of a sentence; empty where nothing is. */
    public static Optional<String> obstacle() {
        if (!onCpu()) {
            return Optional.of("the arrays are not in the CPU's memory");
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.of("the JVM was not given --add-modules jdk.incubator.vector");
        }
        if (!hasMultiplyAdd()) {
            // The vector API then computes each lane in decimals of any length, ten thousand times slower.
            return Optional.of("the CPU has no fused multiply-add");
        }
        return Optional.empty();
    }

    /** Whether ND4J keeps its arrays in the memory of the CPU. */
    public static boolean onCpu() {
        return Nd4j.getBackend().getClass().getName().endsWith("CpuBackend");
    }

    private static boolean hasMultiplyAdd() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    }
}
