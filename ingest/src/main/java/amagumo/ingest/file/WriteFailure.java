package amagumo.ingest.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Makes write failures say which file they are about. The JDK says "No space left on device" and nothing more, in a
 * plain {@link IOException}; read failures have types of their own, name their files and are left as they are.
 */
public final class WriteFailure {

    private WriteFailure() {}

    /** The failure to write a file, naming that file. */
    public static IOException of(Path file, IOException failure) {
        return of(file, file, failure);
    }

    /** The same for a file that is first written under another name, which would mean nothing to the reader. */
    static IOException of(Path file, Path unfinished, IOException failure) {
        boolean ofUnfinished = failure instanceof FileSystemException named
                && unfinished.toString().equals(named.getFile());
        IOException named;
        if (ofUnfinished && failure instanceof AccessDeniedException) {
            named = new AccessDeniedException(file.toString());
        } else if (ofUnfinished) {
            named = new FileSystemException(file.toString(), null, ((FileSystemException) failure).getReason());
        } else if (failure instanceof FileNotFoundException) {
            named = new FileSystemException(
                    file.toString(), null, failure.getMessage().replace(unfinished + " ", ""));
        } else if (failure.getClass() == IOException.class) {
            named = new FileSystemException(file.toString(), null, failure.getMessage());
        } else {
            return failure;
        }
        named.initCause(failure);
        return named;
    }
}
