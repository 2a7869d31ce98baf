package amagumo.bench.network;

import amagumo.ingest.window.WindowSpec;
import amagumo.model.convlstm.ConvLstmNetworks;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import amagumo.model.threads.Workers;
import amagumo.model.train.Augmentation;
import amagumo.model.train.Objective;
import amagumo.model.train.Optimizer;
import amagumo.model.train.Sample;
import amagumo.model.train.Symmetry;
import amagumo.model.train.TrainingConfig;
import amagumo.model.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * Times the paper's network, 4 channels of 50 x 50 cells, 5 frames in and 15 out, in this process: {@code train|infer BATCH
 * STEPS}. Prints one JSON object with the keys of the PyTorch peer.
 */
public final class NetworkTiming {

    private static final int CHANNELS = 4;
    private static final int PATCH = 2;
    private static final int SIDE = 50;

    private NetworkTiming() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        boolean train = args[0].equals("train");
        int batch = Integer.parseInt(args[1]);
        double[] seconds = new double[Integer.parseInt(args[2])];
        Runnable step = train ? training(batch) : forecast(batch);
        step.run();
        for (int k = 0; k < seconds.length; k++) {
            long start = System.nanoTime();
            step.run();
            seconds[k] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "{\"mode\": \"%s\", \"batch\": %d, \"median_s\": %.4f, \"min_s\": %.4f, \"steps\": %d, \"max_rss_mb\": %d}%n",
                args[0],
                batch,
                seconds[seconds.length / 2],
                seconds[0],
                seconds.length,
                peakMegabytes());
    }

    /** A step of training as the product takes it, from windows of 100 x 100 pixels to new weights. */
    private static Runnable training(int batch) {
        TrainingConfig config = new TrainingConfig(
                1,
                EncoderForecasterConfig.paper(CHANNELS),
                PATCH,
                1,
                ReferenceFrame.EULERIAN,
                PixelMap.DEFAULT,
                SIDE * PATCH,
                batch,
                Objective.CROSS_ENTROPY,
                Optimizer.RMSPROP,
                new WarmupCosine(1e-3, 0, 0, 0),
                0,
                0,
                1,
                1,
                0,
                0);
        Random random = new Random(1);
        List<Sample> samples = IntStream.range(0, batch)
                .mapToObj(k -> new Sample(window(random), 5, 1, new Augmentation(new Symmetry(0), 1)))
                .toList();
        TrainingStep step = new TrainingStep(config, 1, Workers.ONE_A_PROCESSOR);
        return () -> step.apply(step.gradient(samples));
    }

    private static float[][][] window(Random random) {
        float[][][] window = new float[WindowSpec.LENGTH][SIDE * PATCH][SIDE * PATCH];
        for (float[][] frame : window) {
            for (float[] row : frame) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = 20 * random.nextFloat();
                }
            }
        }
        return window;
    }

    private static Runnable forecast(int batch) {
        MultiLayerNetwork network = ConvLstmNetworks.create(
                EncoderForecasterConfig.paper(CHANNELS),
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(), new RmsProp(1e-3), 0, GradientNormalization.None, 1, 1));
        INDArray x = Nd4j.rand(DataType.FLOAT, batch, CHANNELS, 5, SIDE, SIDE);
        return () -> network.output(x);
    }

    /** The most memory that this process has held, in MiB; Linux only. */
    private static long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
