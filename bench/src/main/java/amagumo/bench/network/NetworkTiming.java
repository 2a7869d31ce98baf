package amagumo.bench.network;

import amagumo.model.convlstm.ConvLstmNetworks;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.loss.CrossEntropyLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
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

    private NetworkTiming() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        boolean train = args[0].equals("train");
        int batch = Integer.parseInt(args[1]);
        double[] seconds = new double[Integer.parseInt(args[2])];
        MultiLayerNetwork network = ConvLstmNetworks.create(
                EncoderForecasterConfig.paper(4),
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(), new RmsProp(1e-3), 0, GradientNormalization.None, 1, 1));
        INDArray x = Nd4j.rand(DataType.FLOAT, batch, 4, 5, 50, 50);
        INDArray y = Nd4j.rand(DataType.FLOAT, batch, 4, 15, 50, 50);
        step(network, train, x, y);
        for (int k = 0; k < seconds.length; k++) {
            long start = System.nanoTime();
            step(network, train, x, y);
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

    private static void step(MultiLayerNetwork network, boolean train, INDArray x, INDArray y) {
        if (train) {
            network.fit(x, y);
        } else {
            network.output(x);
        }
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
