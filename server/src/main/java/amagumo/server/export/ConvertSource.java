package amagumo.server.export;

import amagumo.ingest.archive.ArchiveItem;
import amagumo.ingest.archive.ArchiveStream;
import amagumo.ingest.archive.NamedFile;
import amagumo.ingest.archive.Refused;
import amagumo.ingest.archive.RefusedFileException;
import amagumo.ingest.export.ExportField;
import amagumo.ingest.grib.GribContent;
import amagumo.ingest.grib.GribField;
import amagumo.ingest.grib.GribReader;
import amagumo.ingest.grib.MalformedGribException;
import amagumo.ingest.jma.FieldGroups;
import amagumo.ingest.jma.UnsuitableFileException;
import amagumo.ingest.radar.BoundingBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of the files that {@code convert} was given, from which it takes those to write.
 *
 * @param files at least one
 */
public record ConvertSource(List<GribFile> files) {

    /** A file and the fields in it. */
    public record GribFile(String name, List<GribField> fields) {}

    /**
     * Reads the headers of all fields; one bad file is enough to fail.
     *
     * @throws RefusedFileException if a file cannot be read
     * @throws MalformedGribException if a message is damaged
     * @throws UnsuitableFileException if there is no radar file
     */
    public static ConvertSource read(String path) throws IOException {
        List<GribFile> files = new ArrayList<>();
        try (ArchiveStream stream = new ArchiveStream(List.of(path), System.in)) {
            for (Optional<ArchiveItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                if (item.get() instanceof Refused refused) {
                    throw new RefusedFileException(refused);
                }
                if (item.get() instanceof NamedFile file) {
                    GribContent content = GribReader.readMessages(file.label(), file.bytes());
                    if (!content.damaged().isEmpty()) {
                        throw content.damaged().get(0);
                    }
                    files.add(new GribFile(file.label(), content.fields()));
                }
            }
        }
        if (files.isEmpty()) {
            throw new UnsuitableFileException(path, "it contains no radar file");
        }
        return new ConvertSource(files);
    }

    /** Number of fields, with each block of a 250 m file counted. */
    public int size() {
        return files.stream().mapToInt(file -> file.fields().size()).sum();
    }

    /** A field alone, 0 for the first. */
    public ConvertSource only(int index) {
        int before = 0;
        for (GribFile file : files) {
            if (index < before + file.fields().size()) {
                GribField field = file.fields().get(index - before);
                return new ConvertSource(List.of(new GribFile(file.name(), List.of(field))));
            }
            before += file.fields().size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** All frames: fields in blocks form one frame, on the 250 m grid or as means on the 1 km grid. */
    public List<ExportField> frames(Optional<BoundingBox> box, boolean means) throws IOException {
        List<ExportField> frames = new ArrayList<>();
        for (GribFile file : files) {
            for (List<GribField> group : FieldGroups.of(file.fields())) {
                if (group.size() == 1) {
                    frames.add(ExportField.of(file.name(), group.get(0), box));
                } else if (means) {
                    frames.add(ExportField.ofBlockMeans(file.name(), group, box));
                } else {
                    frames.add(ExportField.ofBlocks(file.name(), group, box));
                }
            }
        }
        return frames;
    }

    /** The fields of each message as they are or, if they are cropped, with fields in blocks as one. */
    public List<List<ExportField.InLevels>> messages(Optional<BoundingBox> box) throws IOException {
        List<List<ExportField.InLevels>> messages = new ArrayList<>();
        for (GribFile file : files) {
            int message = -1;
            for (List<GribField> group : box.isPresent() ? FieldGroups.of(file.fields()) : singly(file.fields())) {
                if (group.get(0).message() != message) {
                    message = group.get(0).message();
                    messages.add(new ArrayList<>());
                }
                messages.get(messages.size() - 1)
                        .add(
                                group.size() == 1
                                        ? ExportField.of(file.name(), group.get(0), box)
                                        : ExportField.ofBlocks(file.name(), group, box));
            }
        }
        return messages;
    }

    private static List<List<GribField>> singly(List<GribField> fields) {
        return fields.stream().map(List::of).toList();
    }
}
