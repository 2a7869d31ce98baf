package amagumo.ingest.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import amagumo.testing.Tars;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@Timeout(60)
class CompressionTest {

    private static final byte[] RADAR = "GRIB and what follows 7777".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WORDS = "words".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @EnumSource
    void aFileAndATarAreUnpacked(Compression compression) throws Exception {
        assertArrayEquals(RADAR, only(compressed(compression, RADAR)));
        byte[] tar = Tars.of().file("a.bin", RADAR).bytes();
        List<ArchiveItem> items = all(compressed(compression, tar));
        assertEquals(List.of("-:a.bin"), items.stream().map(ArchiveItem::label).toList());
        assertArrayEquals(RADAR, assertInstanceOf(NamedFile.class, items.get(0)).bytes());
    }

    @ParameterizedTest
    @EnumSource
    void membersAreJoinedAndZerosBetweenAndBehindThemArePassedOver(Compression compression) throws Exception {
        byte[] first = compressed(compression, Arrays.copyOf(RADAR, 10));
        byte[] second = compressed(compression, Arrays.copyOfRange(RADAR, 10, RADAR.length));
        for (int zeros : new int[] {0, 1, 4, 511, 20_000}) {
            byte[] padding = new byte[zeros];
            assertArrayEquals(RADAR, only(Tars.concat(first, second, padding)), zeros + " zeros");
            assertArrayEquals(RADAR, only(Tars.concat(first, padding, second)), zeros + " zeros");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsTheLastMemberIsGivenToTheReaderToName(Compression compression) throws Exception {
        byte[] packed = compressed(compression, RADAR);
        assertArrayEquals(Tars.concat(RADAR, WORDS), only(Tars.concat(packed, new byte[3], WORDS)));
    }

    @ParameterizedTest
    @EnumSource
    void truncationAtAnyByteIsRefused(Compression compression) throws Exception {
        byte[] packed = compressed(compression, RADAR);
        for (int length = 6; length < packed.length; length++) {
            ArchiveItem item = all(Arrays.copyOf(packed, length)).get(0);
            assertInstanceOf(Refused.class, item, "cut at " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitOfTheDataIsRefusedOrSurvived(Compression compression) throws Exception {
        byte[] packed = compressed(compression, RADAR);
        for (int bit = 48; bit < 8 * packed.length; bit++) {
            byte[] flipped = packed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            ArchiveItem item = all(flipped).get(0);
            if (item instanceof NamedFile file) {
                assertArrayEquals(RADAR, Arrays.copyOf(file.bytes(), RADAR.length), "bit " + bit);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBombIsRefused(Compression compression) throws Exception {
        byte[] bomb = compressed(compression, Tars.concat(RADAR, new byte[40 << 20]));
        assertEquals(
                "longer than the limit of 33554432 bytes",
                assertInstanceOf(Refused.class, all(bomb).get(0)).reason());
    }

    @Test
    void anXzThatTakesTooMuchMemoryIsRefusedBeforeItIsTaken() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(0);
        options.setDictSize(256 << 20);
        try (XZOutputStream out = new XZOutputStream(packed, options)) {
            out.write(RADAR);
        }
        assertEquals(
                "takes 256 MiB of memory to unpack, but the limit is 80 MiB",
                assertInstanceOf(Refused.class, all(packed.toByteArray()).get(0))
                        .reason());
    }

    static Stream<Arguments> otherFormats() {
        return Stream.of(
                Arguments.of("<!DOCTYPE html><html><head>", "an HTML page"),
                Arguments.of("\r\n <html lang='ja'>", "an HTML page"),
                Arguments.of("<?xml version='1.0'?><Error>", "an XML document"),
                Arguments.of("{\"error\": 404}", "a JSON document"),
                Arguments.of("Rar!\u001a\u0007\0 GRIB", "a RAR archive"),
                Arguments.of("7z\u00bc\u00af'\u001c", "a 7z archive"),
                Arguments.of("\u0089HDF\r\n\u001a\n", "an HDF5 or NetCDF-4 file"),
                Arguments.of("CDF\u0001", "a NetCDF file"),
                Arguments.of("BUFR", "a BUFR message"),
                Arguments.of("\u0089PNG\r\n\u001a\n", "a PNG picture"),
                Arguments.of("(\u00b5/\u00fd", "compressed with Zstandard"),
                Arguments.of("%PDF-1.4", "a PDF document"));
    }

    @ParameterizedTest
    @MethodSource("otherFormats")
    void otherFormatsAreNamed(String content, String title) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        Refused given = assertInstanceOf(Refused.class, all(bytes).get(0));
        assertEquals(title + ", not a radar file", given.reason());
        byte[] tar = Tars.of().file("a.bin", bytes).file("a.txt", bytes).bytes();
        List<ArchiveItem> items = all(tar);
        assertEquals(
                given.reason(), assertInstanceOf(Refused.class, items.get(0)).reason());
        assertInstanceOf(Skipped.class, items.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "._a.bin",
                "d/._a_grib2.bin",
                "__MACOSX/d/a.bin",
                "d/__MACOSX/._a.bin",
                ".DS_Store",
                "PaxHeader/a.bin",
                "d/PaxHeaders.1234/a.bin",
                "._a.tar"
            })
    void whatAnOperatingSystemAddedIsSkipped(String name) {
        byte[] tar = Tars.of()
                .file(name, new byte[] {0, 5, 22, 7})
                .file("a.bin", RADAR)
                .bytes();
        List<ArchiveItem> items = all(tar);
        assertEquals(new Skipped("-", Optional.of(name), "not a radar file"), items.get(0));
        assertInstanceOf(NamedFile.class, items.get(1));
    }

    private static byte[] compressed(Compression compression, byte[] content) throws IOException, CompressorException {
        String name =
                switch (compression) {
                    case GZIP -> CompressorStreamFactory.GZIP;
                    case BZIP2 -> CompressorStreamFactory.BZIP2;
                    case XZ -> CompressorStreamFactory.XZ;
                };
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new CompressorStreamFactory().createCompressorOutputStream(name, packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] only(byte[] file) {
        List<ArchiveItem> items = all(file);
        assertEquals(1, items.size());
        return assertInstanceOf(NamedFile.class, items.get(0), items::toString).bytes();
    }

    private static List<ArchiveItem> all(byte[] file) {
        List<ArchiveItem> items = new ArrayList<>();
        try (ArchiveStream stream = new ArchiveStream(List.of("-"), new ByteArrayInputStream(file))) {
            for (Optional<ArchiveItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                items.add(item.get());
            }
        }
        return items;
    }
}
