package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.loss.CrossEntropyLoss;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The way of floats, Winograd's convolutions piece by piece into fused gates, against that of doubles, ND4J's operations. */
class FusedNetworkTest {

    /** Grids of one chunk of tiles and of several, also when a smaller one comes after a larger one. */
    @ParameterizedTest
    @CsvSource({"33, 30, 3", "9, 50, 1", "57, 61, 1"})
    void floatsGiveTheForecastAndTheGradientsOfDoubles(int rows, int columns, int samples) {
        EncoderForecasterConfig config = new EncoderForecasterConfig(
                2,
                3,
                4,
                4,
                1,
                List.of(new CellConfig(8, 3, 3), new CellConfig(16, 3, 3)),
                Peephole.CHANNEL,
                0,
                0,
                false);
        MultiLayerNetwork exact = Networks.random(config, new CrossEntropyLoss());
        MultiLayerNetwork fused = ConvLstmNetworks.create(config, Networks.training(), DataType.FLOAT);
        fused.setParams(exact.params().castTo(DataType.FLOAT));
        for (int[] grid : new int[][] {{rows, columns}, {rows / 2, columns - 3}}) {
            Nd4j.getRandom().setSeed(rows);
            INDArray input = Nd4j.rand(DataType.DOUBLE, samples, 4, 2, grid[0], grid[1]);
            INDArray labels = Nd4j.rand(DataType.DOUBLE, samples, 4, 3, grid[0], grid[1]);
            INDArray forecast = exact.output(input);
            assertTrue(forecast.stdNumber().doubleValue() > 0.05, "forecasts that are all alike prove nothing");
            assertClose("forecast", forecast, fused.output(input.castTo(DataType.FLOAT)));
            assertClose(
                    "gradients",
                    gradients(exact, input, labels),
                    gradients(fused, input.castTo(DataType.FLOAT), labels.castTo(DataType.FLOAT)));
        }
    }

    private static INDArray gradients(MultiLayerNetwork network, INDArray input, INDArray labels) {
        network.setInput(input);
        network.setLabels(labels);
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    private static void assertClose(String what, INDArray expected, INDArray actual) {
        double error =
                expected.sub(actual.castTo(DataType.DOUBLE)).norm2Number().doubleValue()
                        / expected.norm2Number().doubleValue();
        assertEquals(0, error, 1e-5, what);
    }
}
