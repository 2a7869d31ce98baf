package amagumo.model.convlstm;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The arrays that PyTorch computed (see the README beside them), in this project's layouts. */
record TorchReference(Peephole peephole, Map<String, INDArray> arrays) {

    static TorchReference load(Peephole peephole) throws IOException {
        String name = "reference-" + peephole.name().toLowerCase() + ".npz";
        try (InputStream in = TorchReference.class.getResourceAsStream(name)) {
            return new TorchReference(peephole, NumpyArchive.read(in));
        }
    }

    EncoderForecasterConfig config() {
        EncoderForecasterConfig config = new EncoderForecasterConfig(
                3,
                4,
                3,
                3,
                1,
                List.of(new CellConfig(8, 3, 3), new CellConfig(5, 3, 3)),
                Peephole.CHANNEL,
                0,
                0,
                false);
        return peephole == Peephole.CELL ? config.withCellPeepholes(9, 11) : config;
    }

    /** {@code x}, {@code y} or {@code logits} as {@code [sample, channel, frame, row, column]}. */
    INDArray frames(String name, DataType type) {
        return arrays.get(name).permute(1, 2, 0, 3, 4).dup('c').castTo(type);
    }

    double loss() {
        return arrays.get("loss").getDouble(0);
    }

    void setWeights(MultiLayerNetwork network) {
        network.getLayer(0)
                .paramTable()
                .forEach((name, array) ->
                        array.assign(parameter("w.", name, array).castTo(array.dataType())));
    }

    /** Weights ({@code w.}) or gradients ({@code g.}) of one of our parameters. */
    INDArray parameter(String kind, String ours, INDArray like) {
        if (ours.startsWith("output.")) {
            return ours.equals("output.W")
                    ? arrays.get(kind + "out.weight")
                            .reshape('c', like.size(1), like.size(0))
                            .transpose()
                    : arrays.get(kind + "out.bias");
        }
        String[] parts = ours.split("\\.");
        String cell = kind + parts[0].charAt(0) + parts[0].charAt(parts[0].length() - 1) + ".";
        INDArray kernel = arrays.get(cell + "conv.weight").permute(2, 3, 1, 0);
        long inputs = kernel.size(2) - kernel.size(3) / 4;
        return switch (parts[1]) {
            case "b" -> arrays.get(cell + "conv.bias");
            case "Wx" -> channels(kernel, 0, inputs);
            case "Wh" -> channels(kernel, inputs, kernel.size(2));
            default -> {
                INDArray peephole = arrays.get(cell + parts[1].toLowerCase());
                yield like.rank() == 1
                        ? peephole.reshape(like.length())
                        : peephole.reshape('c', peephole.size(1), peephole.size(2), peephole.size(3))
                                .permute(1, 2, 0);
            }
        };
    }

    private static INDArray channels(INDArray kernel, long from, long to) {
        return kernel.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }
}
