package amagumo.model.backend;

/**
 * A GPU.
 *
 * @param name what its driver calls it
 * @param major major version of its compute capability
 * @param minor minor version of its compute capability
 */
record CudaDevice(String name, int major, int minor) {

    /**
     * Whether ND4J's kernels run on it. nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0,
     * 7.5, 8.0 and 8.6 and no code for the driver to compile; machine code runs on its own major version from its own
     * minor version on (CUDA C++ Programming Guide, "Binary Compatibility").
     */
    boolean isSupported() {
        return major == 3 ? minor >= 7 : major >= 5 && major <= 8;
    }

    @Override
    public String toString() {
        return "%s of compute capability %d.%d".formatted(name, major, minor);
    }
}
