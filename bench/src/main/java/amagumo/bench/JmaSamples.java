package amagumo.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** JMA's own files, which are not part of this repository: the folder is the system property {@value #PROPERTY}. */
final class JmaSamples {

    static final String RAIN_5_MINUTES = "Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin";
    static final String RAIN_250_M = "Z__C_RJTD_20210706233000_RDR_GPV_Ggis0p25km_Pri60lv_Aper5min_ANAL_grib2.bin.gz";

    private static final String PROPERTY = "amagumo.bench.jma";

    private JmaSamples() {}

    /** A file, unpacked. */
    static byte[] read(String name) throws IOException {
        Path file = Path.of(System.getProperty(PROPERTY, "../shared/jma"), name);
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return in.readAllBytes();
        }
    }
}
