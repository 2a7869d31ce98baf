package amagumo.bench.render;

import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.RadarFrame;
import amagumo.server.render.FramePng;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One frame of all Japan (2560 x 3360 cells, 2560 x 3884 pixels) as a Web Mercator PNG, by our encoder and the same
 * pixels by that of the JDK, as it comes and at our encoder's level of compression. Run in a folder beside
 * {@code shared/}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FramePngBenchmark {

    private static final Path FILE =
            Path.of("../shared/jma/Z__C_RJTD_20241018000500_RDR_JMAGPV_Ggis1km_Prr05lv_ANAL_grib2.bin");

    /** ImageIO's quality that is deflate's level 1. */
    private static final float LEVEL_1 = 8 / 9f;

    private RadarFrame frame;
    private float[][] rates;
    private BufferedImage image;

    @Setup
    public void read() throws IOException {
        frame = JmaRain.read(FILE.toString(), Files.readAllBytes(FILE), Optional.empty())
                .get(0)
                .frame();
        rates = frame.values();
        image = ImageIO.read(new ByteArrayInputStream(FramePng.mercator(frame)));
    }

    @Benchmark
    public byte[] ourEncoderFromLevels() {
        return FramePng.mercator(frame);
    }

    @Benchmark
    public byte[] ourEncoderFromRates() {
        return FramePng.mercator(rates, frame.grid());
    }

    @Benchmark
    public byte[] imageIo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Benchmark
    public byte[] imageIoAtLevel1() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(LEVEL_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
