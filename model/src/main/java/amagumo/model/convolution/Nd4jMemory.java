package amagumo.model.convolution;

import amagumo.model.threads.Scratch;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Arrays for {@link Nd4jConvolver} and {@link Nd4jConvolverGradient}, one for each use, which grow as needed. */
final class Nd4jMemory implements Scratch.Memory {

    /** What an array is for. */
    enum Use {
        SHARE,
        PATCHES
    }

    private final List<INDArray> buffers = new ArrayList<>();

    Nd4jMemory() {
        for (int use = 0; use < Use.values().length; use++) {
            buffers.add(Nd4j.createUninitialized(DataType.FLOAT, 1));
        }
    }

    /** Dense memory of this shape; its content is whatever was there. */
    INDArray array(Use use, DataType type, long... shape) {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        INDArray buffer = buffers.get(use.ordinal());
        if (buffer.length() < length || buffer.dataType() != type) {
            buffer.close();
            buffer = Nd4j.createUninitialized(type, length);
            buffers.set(use.ordinal(), buffer);
        }
        return buffer.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
    }

    @Override
    public void close() {
        buffers.forEach(INDArray::close);
        buffers.clear();
    }
}
