package amagumo.ingest.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose files are that root makes: commands are typed as root beside a server that runs as a user of its own, which could not
 * write to root's.
 */
public final class Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private Owner() {}

    /** Gives a file or directory that was made just now to who owns the directory that it is in. */
    public static void asOfDirectory(Path made) {
        if (!IS_ROOT) {
            return; // who may give nothing away
        }
        try {
            Files.setOwner(made, Files.getOwner(made.toAbsolutePath().getParent()));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} stays root's", made, e); // a file system without owners, or a root of a container
        }
    }
}
