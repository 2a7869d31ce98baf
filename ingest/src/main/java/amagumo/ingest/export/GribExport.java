package amagumo.ingest.export;

import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribWriter;
import amagumo.ingest.grib.MalformedGribException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes fields back as GRIB2: the fields of one message as one message, under its headers. */
public final class GribExport {

    private GribExport() {}

    /**
     * Writes a file, replacing one that is already there. After a failure, what is left at {@code file} is unusable.
     *
     * @param messages the fields of each message
     * @throws IOException if the disk fails or a field is damaged
     */
    public static void write(Path file, List<List<ExportField.InLevels>> messages) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (List<ExportField.InLevels> message : messages) {
                out.write(encode(message));
            }
        }
    }

    private static byte[] encode(List<ExportField.InLevels> message) throws MalformedGribException {
        List<GribWriter.Field> fields = new ArrayList<>();
        for (ExportField.InLevels field : message) {
            GribField head = field.head();
            fields.add(new GribWriter.Field(head.product(), field.frame().decode(), field.bits()));
        }
        return GribWriter.write(message.get(0).head().identification(), fields);
    }
}
