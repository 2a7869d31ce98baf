package amagumo.server.source.directory;

import java.io.File;
import java.util.Comparator;

/**
 * A file that is to be read.
 *
 * @param path absolute
 * @param stamp its state before it is read, so that what is written to it meanwhile counts as new
 */
record FoundFile(String path, FileStamp stamp) {

    /** Radar files carry their time in their names, alike but for it: the last name is the newest file, wherever it lies. */
    static final Comparator<FoundFile> NEWEST_FIRST =
            Comparator.comparing(FoundFile::name).thenComparing(FoundFile::path).reversed();

    private String name() {
        return path.substring(path.lastIndexOf(File.separatorChar) + 1);
    }
}
