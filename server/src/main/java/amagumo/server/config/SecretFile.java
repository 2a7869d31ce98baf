package amagumo.server.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A file of secrets: one a line, blank lines and those that begin with {@code #} aside. */
public final class SecretFile {

    /** What a bearer token is made of (RFC 6750, 2.1), long enough that none is ever guessed. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{32,512}=*");

    private static final long MOST_OCTETS = 1 << 20;
    private static final Set<PosixFilePermission> FOR_OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private SecretFile() {}

    /**
     * The tokens of a file, at least one.
     *
     * @throws InvalidSettingsException if other users may read it or write to it, or it has a line that is not a token
     * @throws NoSuchFileException if there is no such file
     */
    public static List<String> tokens(Path file) throws IOException {
        List<String> tokens = read(file);
        for (String token : tokens) {
            if (!TOKEN.matcher(token).matches()) {
                throw new InvalidSettingsException(
                        "%s: a token has 32 to 512 letters, digits or . _ ~ + / -, and this file has a line that is none"
                                .formatted(file));
            }
        }
        return tokens;
    }

    /**
     * The secrets of a file, at least one.
     *
     * @throws InvalidSettingsException if other users may read it or write to it, or it has none
     * @throws NoSuchFileException if there is no such file
     */
    public static List<String> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        refuseIfOpenToOthers(file);
        if (Files.size(file) > MOST_OCTETS) {
            throw new InvalidSettingsException(file + ": too large to be a file of secrets");
        }
        List<String> secrets = lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (secrets.isEmpty()) {
            throw new InvalidSettingsException(file + ": there is no secret in it");
        }
        return secrets;
    }

    /**
     * The key of a file, in hexadecimal digits.
     *
     * @param octets of the key
     * @throws InvalidSettingsException if other users may read it or write to it, or it does not hold a key
     * @throws NoSuchFileException if there is no such file
     */
    public static byte[] key(Path file, int octets) throws IOException {
        String text = read(file).get(0);
        if (!text.matches("[0-9A-Fa-f]{%d}".formatted(2 * octets))) {
            throw new InvalidSettingsException("%s: a key is %d hexadecimal digits".formatted(file, 2 * octets));
        }
        return HexFormat.of().parseHex(text);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new InvalidSettingsException(file + ": not a text in UTF-8", e);
        }
    }

    private static void refuseIfOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return; // a file system without such permissions
        }
        Set<PosixFilePermission> open = EnumSet.copyOf(FOR_OTHERS);
        open.retainAll(posix.readAttributes().permissions());
        if (!open.isEmpty()) {
            throw new InvalidSettingsException(
                    "%s: every user of this machine may read or change it; chmod o= keeps it secret".formatted(file));
        }
    }
}
