package amagumo.server.registry;

import amagumo.model.file.ListedZip;
import java.io.IOException;
import java.nio.file.Path;

/** Model files that differ in their names alone: the shipped one, called otherwise. */
public final class SampleModels {

    private static final Path SHIPPED = Path.of("../data-samples/model.zip");
    private static final String LIST = "model.json";

    private SampleModels() {}

    /** Writes {@code NAME.zip} into a directory. */
    public static Path write(Path directory, String name) throws IOException {
        ListedZip shipped = ListedZip.read(SHIPPED, LIST, "model file");
        Path file = directory.resolve(name + ".zip");
        new ListedZip(shipped.list().deepCopy().put("name", name), shipped.entries()).write(file, LIST);
        return file;
    }
}
