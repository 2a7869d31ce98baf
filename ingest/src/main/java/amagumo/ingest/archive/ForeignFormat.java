package amagumo.ingest.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Formats that are not read but often found where a radar file should be, known by their first bytes. */
enum ForeignFormat {
    RAR("a RAR archive", "526172211A07"),
    SEVEN_ZIP("a 7z archive", "377ABCAF271C"),
    ZSTANDARD("compressed with Zstandard", "28B52FFD"),
    COMPRESS("compressed with compress (.Z)", "1F9D"),
    LZ4("compressed with LZ4", "04224D18"),
    LZIP("compressed with lzip", "4C5A4950"),
    CPIO("a cpio archive", "303730373031"),
    CABINET("a Windows cabinet", "4D534346"),
    HDF5("an HDF5 or NetCDF-4 file", "894844460D0A1A0A"),
    NETCDF_1("a NetCDF file", "43444601"),
    NETCDF_2("a NetCDF file", "43444602"),
    NETCDF_5("a NetCDF file", "43444605"),
    BUFR("a BUFR message", "42554652"),
    PNG("a PNG picture", "89504E470D0A1A0A"),
    JPEG("a JPEG picture", "FFD8FF"),
    GIF("a GIF picture", "47494638"),
    TIFF_LITTLE("a TIFF picture", "49492A00"),
    TIFF_BIG("a TIFF picture", "4D4D002A"),
    PDF("a PDF document", "255044462D");

    private final String title;
    private final byte[] magic;

    ForeignFormat(String title, String magic) {
        this.title = title;
        this.magic = HexFormat.of().parseHex(magic);
    }

    /** What a file is, such as {@code a PNG picture}, from its first bytes; empty if unknown. */
    static Optional<String> name(byte[] head) {
        return Arrays.stream(values())
                .filter(format -> format.begins(head))
                .map(format -> format.title)
                .findFirst()
                .or(() -> markup(head));
    }

    private boolean begins(byte[] head) {
        return head.length >= magic.length && Arrays.equals(magic, Arrays.copyOf(head, magic.length));
    }

    /** What a web server sends instead of a file that it does not have. */
    private static Optional<String> markup(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head")) {
            return Optional.of("an HTML page");
        }
        if (text.startsWith("<?xml")) {
            return Optional.of(text.contains("<html") ? "an HTML page" : "an XML document");
        }
        return text.startsWith("{\"") || text.startsWith("[{\"") ? Optional.of("a JSON document") : Optional.empty();
    }
}
