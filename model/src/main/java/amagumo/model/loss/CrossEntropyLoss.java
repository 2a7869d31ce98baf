package amagumo.model.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Binary cross-entropy of labels y and logits x, (1 - y) max(x, 0) + y max(-x, 0) + log(1 + exp(-|x|)): the loss of Shi et al. 2015, or
 * its rain-weighted form.
 */
public final class CrossEntropyLoss extends LogitLoss {

    private static final long serialVersionUID = 1;

    /** The paper's: every pixel counts the same. */
    public CrossEntropyLoss() {
        this(LabelWeights.none());
    }

    /** Pixels count by their label. */
    @JsonCreator
    public CrossEntropyLoss(@JsonProperty("weights") LabelWeights weights) {
        super(weights);
    }

    @Override
    INDArray losses(INDArray labels, INDArray logits) {
        INDArray tail =
                Transforms.log1p(Transforms.exp(Transforms.abs(logits, true).negi(), false), false);
        INDArray wronglyWet = Transforms.relu(logits, true).muli(labels.rsub(1));
        INDArray wronglyDry = Transforms.relu(logits.neg(), false).muli(labels);
        return tail.addi(wronglyWet).addi(wronglyDry);
    }

    @Override
    INDArray slopes(INDArray labels, INDArray logits) {
        return Transforms.sigmoid(logits, true).subi(labels);
    }
}
