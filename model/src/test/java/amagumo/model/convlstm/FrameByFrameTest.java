package amagumo.model.convlstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.loss.CrossEntropyLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

class FrameByFrameTest {

    private static final int ROWS = 13;
    private static final int COLUMNS = 10;

    /** Hidden sizes that Winograd's convolutions take, and others. */
    @ParameterizedTest
    @CsvSource({"8, 8, false, 1, 0", "8, 16, true, 1, 0", "3, 4, true, 3, 2", "3, 2, false, 2, 0", "8, 8, true, 7, 3"})
    void framesOneByOneAreThoseOfTheWhole(int first, int second, boolean firstGuess, int fields, int more) {
        EncoderForecasterConfig plain = EncoderForecasterConfig.of(
                        4, List.of(new CellConfig(first, 3, 3), new CellConfig(second, 3, 3)))
                .withFields(fields, more);
        EncoderForecasterConfig config = firstGuess ? plain.withFirstGuess() : plain;
        MultiLayerNetwork network = ConvLstmNetworks.create(
                config,
                new ConvLstmNetworks.Training(new CrossEntropyLoss(), new NoOp(), 0, GradientNormalization.None, 1, 1));
        Nd4j.getRandom().setSeed(9);
        network.setParams(Nd4j.randn('c', 1, network.numParams()).muli(0.3));
        INDArray input = Nd4j.rand('c', new int[] {1, 4 + more, config.framesGiven(), ROWS, COLUMNS});
        INDArray expected = network.output(input);

        List<Integer> read = new ArrayList<>();
        List<Integer> written = new ArrayList<>();
        new FrameByFrame(network)
                .run(
                        ROWS,
                        COLUMNS,
                        Set.copyOf(count(fields)),
                        (frame, into) -> {
                            read.add(frame);
                            into.assign(channels(frame(input, frame), into.size(3)));
                        },
                        (lead, field, pixels) -> {
                            written.add(lead * fields + field);
                            double difference = frame(ofField(expected, field), lead)
                                    .sub(pixels)
                                    .amaxNumber()
                                    .doubleValue();
                            assertEquals(0, difference, 1e-6, "lead " + lead);
                        });

        assertEquals(count(config.framesGiven()), read, "each frame once, in order");
        assertEquals(count(config.leads() * fields), written);
        assertTrue(expected.stdNumber().doubleValue() > 0.05, "forecasts that are all alike prove nothing");
    }

    @Test
    void aGridThatDoesNotFitPeepholesAPositionEachIsRefused() {
        EncoderForecasterConfig config = new EncoderForecasterConfig(
                2, 1, 4, 4, 1, List.of(new CellConfig(8, 3, 3)), Peephole.CELL, ROWS, COLUMNS, false);
        FrameByFrame network = new FrameByFrame(ConvLstmNetworks.create(
                config,
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(), new NoOp(), 0, GradientNormalization.None, 1, 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> network.run(
                        ROWS, COLUMNS - 1, Set.of(0), (frame, into) -> into.assign(0), (lead, field, pixels) -> {}));
        network.run(ROWS, COLUMNS, Set.of(0), (frame, into) -> into.assign(0), (lead, field, pixels) -> {});
    }

    @Test
    void fieldsThatAreNotWantedAreNeitherReadNorWrittenAndChangeNothing() {
        EncoderForecasterConfig config = new EncoderForecasterConfig(
                2, 2, 4, 4, 3, List.of(new CellConfig(8, 3, 3)), Peephole.CHANNEL, 0, 0, true);
        FrameByFrame network = new FrameByFrame(ConvLstmNetworks.create(
                config,
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(), new NoOp(), 0, GradientNormalization.None, 1, 1)));
        INDArray input = Nd4j.rand('c', new int[] {1, 4, config.framesGiven(), ROWS, COLUMNS});
        List<INDArray> all = new ArrayList<>();
        network.run(
                ROWS,
                COLUMNS,
                Set.of(0, 1, 2),
                (frame, into) -> into.assign(channels(frame(input, frame), into.size(3))),
                (lead, field, pixels) -> all.add(pixels.dup()));

        List<Integer> read = new ArrayList<>();
        network.run(
                ROWS,
                COLUMNS,
                Set.of(1),
                (frame, into) -> {
                    read.add(frame);
                    into.assign(channels(frame(input, frame), into.size(3)));
                },
                (lead, field, pixels) -> {
                    assertEquals(1, field);
                    assertEquals(all.get(3 * lead + field), pixels);
                });
        assertEquals(List.of(0, 1, 3, 6), read, "two observed frames and the guess of field 1 of each lead");
    }

    private static List<Integer> count(int frames) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            indices.add(i);
        }
        return indices;
    }

    /** A guess has fewer channels than what is observed. */
    private static INDArray channels(INDArray frame, long count) {
        return frame.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, count));
    }

    private static INDArray ofField(INDArray forecast, int field) {
        return forecast.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(4L * field, 4L * field + 4),
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.all())
                .dup('c');
    }

    /** A frame of {@code [1, channel, frame, row, column]} as {@code [1, row, column, channel]}. */
    private static INDArray frame(INDArray frames, int index) {
        return frames.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.point(index),
                        NDArrayIndex.all(),
                        NDArrayIndex.all())
                .permute(0, 2, 3, 1)
                .dup('c');
    }
}
