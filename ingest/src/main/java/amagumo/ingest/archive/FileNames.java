package amagumo.ingest.archive;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a file suggests. */
final class FileNames {

    /**
     * What operating systems and archivers add to the real files: AppleDouble's {@code ._NAME}, {@code __MACOSX},
     * {@code .DS_Store}, and extended headers of a tar that were unpacked as files.
     */
    private static final Pattern ADDED =
            Pattern.compile("(.*/)?(\\._[^/]*|\\.DS_Store|(__MACOSX|PaxHeaders?(\\.\\d+)?)/.*)", Pattern.DOTALL);

    private static final Pattern RADAR = Pattern.compile(".*\\.(bin|gri?b2?|tar|zip)", Pattern.DOTALL);

    private FileNames() {}

    /** Whether it suggests a radar file or an archive, so that other content is damage and not a README. */
    static boolean isRadar(String name) {
        return !ADDED.matcher(name).matches()
                && RADAR.matcher(uncompressed(name)).matches();
    }

    /** Whether it suggests a tar, compressed or not. */
    static boolean isTar(String name) {
        return isRadar(name) && uncompressed(name).endsWith(".tar");
    }

    /** Whether it suggests an archive, of any number of files. */
    static boolean isArchive(String name) {
        return isTar(name) || uncompressed(name).endsWith(".zip");
    }

    /** Whether a member of that name, unpacked to a directory, would land outside it. */
    static boolean leavesDirectory(String name) {
        return name.startsWith("/")
                || name.matches("(?s)[A-Za-z]:.*")
                || List.of(name.split("[/\\\\]")).contains("..");
    }

    private static String uncompressed(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.(gz|bz2|xz)$", "")
                .replaceFirst("\\.(tgz|tbz2?|txz)$", ".tar");
    }
}
