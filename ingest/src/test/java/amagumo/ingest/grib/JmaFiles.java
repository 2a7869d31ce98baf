package amagumo.ingest.grib;

import amagumo.ingest.file.Sha256;
import amagumo.testing.SharedFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** JMA's own files and what an independent decoder found in them; tests that ask for them skip where they are absent. */
public final class JmaFiles {

    public static final String RAIN_10_MINUTES = "Z__C_RJTD_20220808000000_RDR_JMAGPV_Ggis1km_Prr10lv_ANAL_grib2.bin";
    public static final String ECHO_TOP_2_5_KM = "Z__C_RJTD_20220808000000_RDR_JMAGPV_Gll2p5km_Phhlv_ANAL_grib2.bin";
    public static final String TAR = "Z__C_RJTD_20220808000000_RDR_JMAGPV__grib2.tar";
    public static final String RAIN_5_MINUTES = "Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin";
    public static final String ECHO_TOP_1_KM = "Z__C_RJTD_20240301000000_RDR_GPV_Ggis1km_Phhlv_Aper5min_ANAL_grib2.bin";
    public static final String RAIN_250_M =
            "Z__C_RJTD_20210706233000_RDR_GPV_Ggis0p25km_Pri60lv_Aper5min_ANAL_grib2.bin";
    public static final String TORNADO_NOWCAST =
            "Z__C_RJTD_20160822020000_NOWC_GPV_Ggis10km_Pphw10_FH0000-0100_grib2.bin";

    private JmaFiles() {}

    /** The path of a file as it is distributed. */
    public static Path path(String name) {
        return SharedFiles.path("jma/" + name);
    }

    /** The GRIB2 bytes of one of the names above, out of the tar or the gzip that holds them. */
    public static byte[] bytes(String name) {
        Path folder = SharedFiles.path("jma");
        try {
            if (Files.exists(folder.resolve(name))) {
                return Files.readAllBytes(folder.resolve(name));
            }
            if (Files.exists(folder.resolve(name + ".gz"))) {
                byte[] packed = Files.readAllBytes(folder.resolve(name + ".gz"));
                return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
            }
            return tarMember(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] tarMember(String name) throws IOException {
        try (InputStream file = Files.newInputStream(path(TAR));
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return tar.readAllBytes();
                }
            }
        }
        throw new IOException("no " + name + " in " + TAR);
    }

    /** What the independent decoder wrote about these files. */
    public static JsonNode reference(String json) {
        try {
            return new ObjectMapper().readTree(path(json).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A digest of float32 values, little endian, as {@code reference.json} defines it. */
    public static String sha256(float[] values) {
        ByteBuffer octets = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asFloatBuffer().put(values);
        return Sha256.of(octets.array());
    }
}
