package amagumo.model.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Weighted squared plus weighted absolute error of the forecast pixel p = sigmoid(x): B-MSE + B-MAE of the HKO-7 benchmark
 * (Shi et al. 2017).
 */
public final class BalancedErrorLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    /** Pixels count by their label. */
    @JsonCreator
    public BalancedErrorLoss(@JsonProperty("weights") LabelWeights weights) {
        super(weights);
    }

    @Override
    INDArray losses(INDArray labels, INDArray logits) {
        INDArray error = Transforms.abs(Transforms.sigmoid(logits, true).subi(labels), false);
        return error.mul(error).addi(error);
    }

    @Override
    INDArray slopes(INDArray labels, INDArray logits) {
        INDArray p = Transforms.sigmoid(logits, true);
        INDArray error = p.sub(labels);
        INDArray slope = Transforms.sign(error, true).addi(error.muli(2));
        return slope.muli(p.muli(p.rsub(1)));
    }
}
