package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.convlstm.ConvLstmNetworks.Training;
import amagumo.model.loss.CrossEntropyLoss;
import java.io.IOException;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.RmsProp;

class TorchReferenceTest {

    @ParameterizedTest
    @CsvSource({"CHANNEL, DOUBLE, 1e-10", "CELL, DOUBLE, 1e-10", "CHANNEL, FLOAT, 1e-5", "CELL, FLOAT, 1e-5"})
    void logitsLossAndEveryGradientArePyTorchs(Peephole peephole, DataType type, double tolerance) throws IOException {
        assertAgreement(peephole, type, tolerance);
    }

    static void assertAgreement(Peephole peephole, DataType type, double tolerance) throws IOException {
        TorchReference reference = TorchReference.load(peephole);
        MultiLayerNetwork network = ConvLstmNetworks.create(
                reference.config(),
                new Training(new CrossEntropyLoss(), new RmsProp(1e-3), 0, GradientNormalization.None, 1, 1),
                type);
        reference.setWeights(network);
        INDArray x = reference.frames("x", type);

        INDArray logits = network.getLayer(0).activate(x, false, LayerWorkspaceMgr.noWorkspaces());
        assertClose("logits", reference.frames("logits", DataType.DOUBLE), logits, tolerance);

        network.setInput(x);
        network.setLabels(reference.frames("y", type));
        network.computeGradientAndScore();
        assertEquals(reference.loss(), network.score(), tolerance * reference.loss());
        // The reference's loss is divided by the batch before it is differentiated; DL4J divides in the updater.
        network.getLayer(0)
                .paramTable()
                .forEach((name, array) -> assertClose(
                        name,
                        reference.parameter("g.", name, array),
                        network.gradient()
                                .getGradientFor("0_" + name)
                                .castTo(DataType.DOUBLE)
                                .div(x.size(0)),
                        tolerance));
    }

    private static void assertClose(String name, INDArray expected, INDArray actual, double tolerance) {
        INDArray wide = actual.castTo(DataType.DOUBLE);
        double error = expected.sub(wide).norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
        assertTrue(error < tolerance, () -> name + ": relative error " + error);
    }
}
