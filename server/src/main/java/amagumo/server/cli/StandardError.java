package amagumo.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/**
 * Standard error, as the script {@code amagumo} hands it over. A JVM that is given an incubator module says so on file
 * descriptor 2 before any code of ours runs, and no option silences it; so the script keeps the user's standard error on
 * another descriptor, named by the system property {@value #PROPERTY}, and lets descriptor 2 end in nothing.
 */
final class StandardError {

    private static final String PROPERTY = "amagumo.stderr";

    private StandardError() {}

    /** Makes {@link System#err} write to the user's standard error again; does nothing where it already does. */
    static void restore() {
        Integer descriptor = Integer.getInteger(PROPERTY);
        if (descriptor == null) {
            return;
        }
        try {
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(constructor.newInstance(descriptor));
            System.setErr(new PrintStream(stream, true));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("standard error cannot be restored from descriptor " + descriptor, e);
        }
    }
}
