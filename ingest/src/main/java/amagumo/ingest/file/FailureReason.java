package amagumo.ingest.file;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why an operation failed, for people: the messages of the JDK's file exceptions are bare paths. */
public final class FailureReason {

    private FailureReason() {}

    /** In a sentence without its full stop. */
    public static String of(Throwable thrown) {
        if (thrown instanceof NoSuchFileException file) {
            return file.getFile() + ": no such file or directory";
        }
        if (thrown instanceof AccessDeniedException file) {
            return file.getFile() + ": permission denied";
        }
        if (thrown instanceof FileAlreadyExistsException file) {
            return file.getFile() + ": already exists";
        }
        if (thrown instanceof NotDirectoryException file) {
            return file.getFile() + ": not a directory";
        }
        if (thrown instanceof DirectoryNotEmptyException file) {
            return file.getFile() + ": directory is not empty";
        }
        if (thrown instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
