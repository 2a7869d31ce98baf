package amagumo.model.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cusolver;
import org.bytedeco.javacpp.Loader;

/** CUDA's own libraries, through the bindings that ND4J uses too. */
final class CudaRuntime {

    private CudaRuntime() {}

    /**
     * The devices that this process may use, with {@code CUDA_VISIBLE_DEVICES} taken into account.
     *
     * @throws IOException if CUDA does not list them, with its reason
     * @throws LinkageError if the driver or the runtime is not there
     */
    static List<CudaDevice> devices() throws IOException {
        int[] count = new int[1];
        require(cudart.cudaGetDeviceCount(count));
        List<CudaDevice> devices = new ArrayList<>();
        for (int index = 0; index < count[0]; index++) {
            try (cudaDeviceProp properties = new cudaDeviceProp()) {
                require(cudart.cudaGetDeviceProperties(properties, index));
                devices.add(new CudaDevice(properties.name().getString(), properties.major(), properties.minor()));
            }
        }
        return devices;
    }

    /**
     * Loads the libraries that ND4J needs besides the runtime.
     *
     * @throws LinkageError if one is not there
     */
    static void loadLibraries() {
        Loader.load(cublas.class);
        Loader.load(cusolver.class);
    }

    private static void require(int status) throws IOException {
        if (status != cudart.cudaSuccess) {
            throw new IOException(cudart.cudaGetErrorString(status).getString());
        }
    }
}
