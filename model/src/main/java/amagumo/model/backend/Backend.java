package amagumo.model.backend;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's backend, chosen by the build: the CPU's, or with {@code -Pcuda} the one for NVIDIA's GPUs. ND4J starts when
 * its first class is used; where it cannot start, it prints stack traces and leaves unusable classes, so this class is
 * asked first.
 */
public final class Backend {

    /** Lists the GPUs of this machine. */
    interface Devices {
        List<CudaDevice> list() throws IOException;
    }

    private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

    private static final String NEEDED = "this build needs GPUs of compute capability 3.7 to 8.9, NVIDIA's driver, and"
            + " CUDA 11's runtime, cuBLAS and cuSOLVER";

    private static final Pattern MISSING_LIBRARY = Pattern.compile("([\\w.+-]+): cannot open shared object file");

    private static final Optional<String> OBSTACLE = (isCuda()
                    ? obstacle(CudaRuntime::devices, CudaRuntime::loadLibraries)
                    : Optional.<String>empty())
            .or(Backend::failedStart);

    private Backend() {}

    /**
     * To be called before ND4J is used, by whatever reports failures.
     *
     * @throws UnusableBackendException if ND4J cannot compute here
     */
    public static void require() throws UnusableBackendException {
        if (OBSTACLE.isPresent()) {
            throw new UnusableBackendException(OBSTACLE.get());
        }
    }

    /** Whether ND4J keeps its arrays in the memory of the CPU. */
    public static boolean isCpu() {
        return Nd4j.getBackend().getClass().getName().endsWith("CpuBackend");
    }

    /**
     * Why ND4J cannot compute on these devices, in a sentence, if it cannot.
     *
     * @param libraries loads what ND4J needs besides the runtime; throws a {@link LinkageError} if it is not there
     */
    static Optional<String> obstacle(Devices devices, Runnable libraries) {
        try {
            List<CudaDevice> found = devices.list();
            String unsupported = found.stream()
                    .filter(device -> !device.isSupported())
                    .map(CudaDevice::toString)
                    .collect(Collectors.joining(", "));
            if (!unsupported.isEmpty()) {
                return Optional.of("found %s; %s".formatted(unsupported, NEEDED));
            }
            if (found.isEmpty()) {
                return Optional.of("found no GPU; " + NEEDED);
            }
            libraries.run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("found no usable GPU (%s); %s".formatted(e.getMessage(), NEEDED));
        } catch (LinkageError e) {
            return Optional.of("found no usable GPU (%s); %s".formatted(reason(e), NEEDED));
        }
    }

    private static Optional<String> failedStart() {
        try {
            Nd4j.getBackend();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("ND4J, which computes the network, does not start: " + reason(e));
        }
    }

    /** The root cause, in the clearest words. */
    private static String reason(Throwable thrown) {
        Throwable first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = String.valueOf(first.getMessage());
        Matcher missing = MISSING_LIBRARY.matcher(message);
        if (!missing.find()) {
            return message.lines().findFirst().orElse(message);
        }
        String owner = missing.group(1).startsWith("libcuda.so") ? ", part of NVIDIA's driver," : "";
        return missing.group(1) + owner + " is missing";
    }

    private static boolean isCuda() {
        try {
            Class.forName(CUDA, false, Backend.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
