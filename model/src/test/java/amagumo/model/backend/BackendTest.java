package amagumo.model.backend;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTest {

    private static final String NEEDED =
            "; this build needs GPUs of compute capability 3.7 to 8.9, NVIDIA's driver, and"
                    + " CUDA 11's runtime, cuBLAS and cuSOLVER";

    private static final CudaDevice A100 = new CudaDevice("NVIDIA A100", 8, 0);
    private static final CudaDevice H200 = new CudaDevice("NVIDIA H200", 9, 0);

    @Test
    void theBackendOfThisBuildStarts() {
        assertDoesNotThrow(Backend::require);
    }

    @Test
    void devicesThatTheKernelsAreMadeForAreNoObstacle() {
        assertEquals(
                Optional.empty(), Backend.obstacle(() -> List.of(A100, new CudaDevice("Tesla K80", 3, 7)), () -> {}));
    }

    @Test
    void aDeviceBeyondTheKernelsIsNamedWithItsCapability() {
        assertObstacle("found NVIDIA H200 of compute capability 9.0", () -> List.of(A100, H200));
    }

    @Test
    void aMachineWithoutDevicesIsToldSo() {
        assertObstacle("found no GPU", List::of);
    }

    @Test
    void whatTheRuntimeSaysIsPassedOn() {
        assertObstacle("found no usable GPU (no CUDA-capable device is detected)", () -> {
            throw new IOException("no CUDA-capable device is detected");
        });
    }

    @Test
    void aMissingDriverIsNamedInsteadOfTheBindingThatWantedIt() {
        assertObstacle("found no usable GPU (libcuda.so.1, part of NVIDIA's driver, is missing)", () -> {
            Throwable cause = new UnsatisfiedLinkError(
                    "/cache/libjnicudart.so: libcuda.so.1: cannot open shared object file: No such file or directory");
            throw (LinkageError) new UnsatisfiedLinkError("no jnicudart in java.library.path").initCause(cause);
        });
    }

    @Test
    void aMissingLibraryIsNamed() {
        Runnable libraries = () -> {
            throw new UnsatisfiedLinkError(
                    "/cache/libjnicublas.so: libcublas.so.11: cannot open shared object file: No such file or directory");
        };
        assertEquals(
                Optional.of("found no usable GPU (libcublas.so.11 is missing)" + NEEDED),
                Backend.obstacle(() -> List.of(A100), libraries));
    }

    @Test
    void withoutTheNativeBindingsTheQuestionFailsAsALinkageError() {
        assertThrows(LinkageError.class, CudaRuntime::devices);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 5, false",
        "3, 7, true",
        "5, 0, true",
        "7, 5, true",
        "8, 6, true",
        "8, 9, true",
        "9, 0, false",
        "10, 0, false"
    })
    void machineCodeRunsOnItsOwnMajorVersionFromItsMinorVersionOn(int major, int minor, boolean supported) {
        assertEquals(supported, new CudaDevice("GPU", major, minor).isSupported());
    }

    private static void assertObstacle(String found, Backend.Devices devices) {
        assertEquals(Optional.of(found + NEEDED), Backend.obstacle(devices, () -> {}));
    }
}
