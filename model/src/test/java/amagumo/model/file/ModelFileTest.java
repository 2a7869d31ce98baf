package amagumo.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.ingest.radar.RadarGrid;
import amagumo.model.convlstm.CellConfig;
import amagumo.model.convlstm.ConvLstmNetworks;
import amagumo.model.convlstm.EncoderForecasterConfig;
import amagumo.model.loss.CrossEntropyLoss;
import amagumo.model.loss.LabelWeights;
import amagumo.model.motion.ReferenceFrame;
import amagumo.model.pixel.OutputMapping;
import amagumo.model.pixel.PixelMap;
import amagumo.model.schedule.WarmupCosine;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;

class ModelFileTest {

    private static final EncoderForecasterConfig SHAPE =
            EncoderForecasterConfig.of(4, List.of(new CellConfig(3, 3, 3), new CellConfig(2, 3, 1)));

    @TempDir
    private Path directory;

    private Path file;
    private MultiLayerNetwork network;

    @BeforeEach
    void writeAModel() throws IOException {
        file = directory.resolve("model.zip");
        network = ConvLstmNetworks.create(
                SHAPE,
                new ConvLstmNetworks.Training(
                        new CrossEntropyLoss(new LabelWeights(new double[] {0.3}, new double[] {2})),
                        RmsProp.builder()
                                .learningRateSchedule(new WarmupCosine(1e-3, 10, 100, 0.1))
                                .build(),
                        1e-4,
                        GradientNormalization.ClipL2PerLayer,
                        10,
                        7));
        new ModelFile(metadata(), network).write(file);
    }

    static ModelMetadata metadata() {
        Instant first = Instant.parse("2010-08-26T00:00:00Z");
        return new ModelMetadata(
                "amagumo-model",
                2,
                "test",
                SHAPE,
                2,
                2,
                PixelMap.DEFAULT,
                OutputMapping.INVERSE,
                List.of(),
                1,
                ReferenceFrame.EULERIAN,
                List.of(
                        new TrainingData("a", 512, 512, 1.02, 5, first, first.plusSeconds(6000), 21, 2, 0),
                        new TrainingData("b", 256, 256, 1.01, 10, first, first.plusSeconds(60000), 101, 72, 10)),
                100,
                Map.of("seed", "7"),
                Map.of("csi_0.5", 0.5),
                Map.of("amagumo", "0.1.0"));
    }

    @Test
    void aModelComesBackWithAllItsWordsAndTheSameForecast() throws IOException {
        ModelFile read = ModelFile.read(file);
        assertEquals(metadata(), read.metadata());
        assertEquals(metadata(), ModelFile.readMetadata(file));
        INDArray input = Nd4j.rand(2, 4, 5, 6, 7);
        assertEquals(network.output(input), read.network().output(input));
    }

    /** What version 1 did not know: leads had one field, of rain rates. */
    @Test
    void aModelOfVersion1ComesBackAsItWas() throws IOException {
        ListedZip zip = ListedZip.read(file, ModelFile.LIST, "model file");
        ObjectNode list = zip.list().deepCopy();
        list.put("formatVersion", 1);
        list.remove("exceedanceMmH");
        ((ObjectNode) list.get("network")).remove("fields");
        Map<String, byte[]> entries = new LinkedHashMap<>(zip.entries());
        String configuration = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        assertTrue(configuration.contains("\"fields\""));
        entries.put(
                "configuration.json",
                configuration.replaceAll("\"fields\" : 1,?", "").getBytes(StandardCharsets.UTF_8));
        Path old = file.resolveSibling("old.zip");
        new ListedZip(list, entries).write(old, ModelFile.LIST);

        ModelFile read = ModelFile.read(old);

        assertEquals(metadata(), read.metadata());
        INDArray input = Nd4j.rand(2, 4, 5, 6, 7);
        assertEquals(network.output(input), read.network().output(input));
    }

    @Test
    void equalModelsAreEqualFiles() throws IOException {
        Path again = directory.resolve("again.zip");
        ModelFile.read(file).write(again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void dl4jReadsTheFileAsOneOfItsOwn() throws IOException {
        MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
        assertEquals(network.params(), read.params());
    }

    @Test
    void noStateOfTrainingIsInTheFile() throws IOException {
        network.setIterationCount(99);
        new ModelFile(metadata(), network).write(file);
        ListedZip zip = ListedZip.read(file, ModelFile.LIST, "model file");
        assertEquals(2, zip.entries().size());
        assertEquals(0, ModelFile.read(file).network().getIterationCount());
    }

    @Test
    void aForeignClassIsRefusedBeforeItIsMade() {
        String trap = Trap.class.getName();
        for (String place : List.of(
                "amagumo.model.convlstm.ConvLstmEncoderForecaster",
                "org.nd4j.linalg.learning.config.RmsProp",
                "amagumo.model.loss.CrossEntropyLoss",
                "org.nd4j.linalg.activations.impl.ActivationSigmoid")) {
            UnusableModelException refused = refused(json -> json.replace(place, trap));
            assertEquals("configuration.json names the class " + trap + ", which no model has", refused.reason());
        }
        assertFalse(Trap.made);
    }

    @Test
    void aClassNamedTwiceIsRefused() {
        String good = "\"@class\" : \"org.nd4j.linalg.learning.config.RmsProp\"";
        String evil = "\"@class\" : \"" + Trap.class.getName() + "\", ";
        assertTrue(refused(json -> json.replace(good, evil + good)).reason().contains("Duplicate field '@class'"));
        assertFalse(Trap.made);
    }

    /** What a hostile file would have made. */
    public static final class Trap {
        static boolean made;

        public Trap() {
            made = true;
        }
    }

    @Test
    void aDistributionOfAnotherClassIsRefused() {
        String trap = "\"@class\" : \"org.nd4j.linalg.learning.config.RmsProp\", \"dist\" : {\"type\" : \"x.Y\"}";
        refused(json -> json.replace("\"@class\" : \"org.nd4j.linalg.learning.config.RmsProp\"", trap));
    }

    @Test
    void aConfigurationThatIsNoneIsRefused() {
        for (String text : List.of("", "[]", "{}", "{\"confs\":[]}", "{\"confs\":[{\"layer\":null}]}", "nonsense")) {
            assertTrue(refused(json -> text).reason().startsWith("configuration.json "), text);
        }
    }

    @Test
    void aNetworkLargerThanItsWeightsIsRefusedWithoutMakingIt() {
        for (String hidden : List.of("4, 2", "2000000000, 2000000000", "0, 2", "-3, 2", "3")) {
            refused(json -> json.replaceFirst("\"hidden\" : \\[[^]]*]", "\"hidden\" : [ " + hidden + " ]"));
        }
    }

    @Test
    void weightsOfAnotherNumberOrNoNumberAreRefused() throws IOException {
        float[] weights = network.params().toFloatVector();
        weights[5] = Float.NaN;
        assertEquals(
                "has a weight that is NaN",
                refusedWeights(VectorFormat.write(weights)).reason());
        assertEquals(
                "has 3 weights for a network of " + weights.length,
                refusedWeights(VectorFormat.write(new float[3])).reason());
        assertEquals(
                "coefficients.bin is not a row of floats",
                refusedWeights(new byte[12]).reason());
    }

    @Test
    void aSerialisedJavaObjectIsRefusedEvenWhenListed() throws IOException {
        ListedZip zip = ListedZip.read(file, ModelFile.LIST, "model file");
        Map<String, byte[]> entries = new LinkedHashMap<>(zip.entries());
        entries.put(ModelSerializer.PREPROCESSOR_BIN, new byte[] {(byte) 0xac, (byte) 0xed, 0, 5});
        new ListedZip(zip.list(), entries).write(file, ModelFile.LIST);
        assertTrue(refused().reason().startsWith("holds [configuration.json, coefficients.bin, preprocessor.bin]"));
    }

    @Test
    void aModelOfAnotherFormatOrWithWordsMissingIsRefused() throws IOException {
        assertEquals(
                "model.json: its format is 'other' 2, not 'amagumo-model' 2",
                refusedMetadata(list -> list.put("format", "other")).reason());
        refusedMetadata(list -> list.without("pixelMap"));
        refusedMetadata(list -> list.put("unknown", 1));
        refusedMetadata(list -> list.put("patch", 3));
        refusedMetadata(list -> list.put("patch", 2.5));
        refusedMetadata(list -> list.putNull("name"));
    }

    @Test
    void framesThatDoNotFitAreRefusedInOneSentence() {
        RadarGrid fits = new RadarGrid(512, 512, 38, 134, 1 / 120.0, 1 / 80.0);
        ModelMetadata model = metadata();
        assertTrue(model.mismatch(fits, 5).isEmpty());
        assertTrue(model.mismatch(fits, 6).isEmpty());
        assertTrue(model.mismatch(fits, 10).isEmpty());
        assertEquals(
                "model test was trained on steps of 5, 10 minutes and cannot forecast frames 15 minutes apart",
                model.mismatch(fits, 15).orElseThrow());
        assertEquals(
                "model test was trained on cells of 1.01 to 1.02 km and cannot forecast cells of 0.25 km",
                model.mismatch(new RadarGrid(512, 512, 38, 134, 1 / 480.0, 1 / 320.0), 5)
                        .orElseThrow());
        assertTrue(model.mismatch(new RadarGrid(3, 512, 38, 134, 1 / 120.0, 1 / 80.0), 5)
                .isPresent());
    }

    private UnusableModelException refused(UnaryOperator<String> change) {
        try {
            ListedZip zip = ListedZip.read(file, ModelFile.LIST, "model file");
            Path changed = directory.resolve("changed.zip");
            Map<String, byte[]> entries = new LinkedHashMap<>(zip.entries());
            String json = new String(entries.get(ModelSerializer.CONFIGURATION_JSON), StandardCharsets.UTF_8);
            assertFalse(change.apply(json).equals(json), "the test changes something");
            entries.put(ModelSerializer.CONFIGURATION_JSON, change.apply(json).getBytes(StandardCharsets.UTF_8));
            new ListedZip(zip.list(), entries).write(changed, ModelFile.LIST);
            return assertThrows(UnusableModelException.class, () -> ModelFile.read(changed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UnusableModelException refusedWeights(byte[] coefficients) throws IOException {
        ListedZip zip = ListedZip.read(file, ModelFile.LIST, "model file");
        Map<String, byte[]> entries = new LinkedHashMap<>(zip.entries());
        entries.put(ModelSerializer.COEFFICIENTS_BIN, coefficients);
        new ListedZip(zip.list(), entries).write(file, ModelFile.LIST);
        UnusableModelException refused = refused();
        writeAModel();
        return refused;
    }

    private UnusableModelException refusedMetadata(UnaryOperator<ObjectNode> change) throws IOException {
        ListedZip zip = ListedZip.read(file, ModelFile.LIST, "model file");
        new ListedZip(change.apply(zip.list().deepCopy()), zip.entries()).write(file, ModelFile.LIST);
        UnusableModelException refused = refused();
        writeAModel();
        return refused;
    }

    private UnusableModelException refused() {
        return assertThrows(UnusableModelException.class, () -> ModelFile.read(file));
    }
}
