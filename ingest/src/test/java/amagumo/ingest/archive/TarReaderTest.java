package amagumo.ingest.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void whatAnotherWriterWroteComesBack(int longNames) throws IOException {
        Random random = new Random(longNames);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        List<String> names = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar, "UTF-8")) {
            out.setLongFileMode(longNames);
            out.setAddPaxHeadersForNonAsciiNames(true);
            for (int i = 0; i < 60; i++) {
                byte[] content = new byte[random.nextInt(1500)];
                random.nextBytes(content);
                String name = i + "-" + "雨量/name/".repeat(random.nextInt(20)) + "end.bin";
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
                names.add(name);
                contents.add(content);
            }
        }
        try (TarReader reader = new TarReader(new ByteArrayInputStream(tar.toByteArray()))) {
            for (int i = 0; i < names.size(); i++) {
                TarReader.Member member = reader.next().orElseThrow();
                assertEquals(names.get(i), member.name());
                assertTrue(member.header().isPlain());
                if (i % 3 > 0) {
                    assertArrayEquals(contents.get(i), reader.data(member));
                }
            }
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void anExtendedHeaderTellsSizeNameAndHoles() throws IOException {
        byte[] tar = Tars.of()
                .extended("path=a name.bin", "size=4")
                .raw(Tars.header("short", 0, (byte) '0'))
                .raw(padded("data"))
                .extended("GNU.sparse.major=1", "GNU.sparse.name=holes.bin", "GNU.sparse.realsize=10737418240")
                .file("GNUSparseFile.0/holes.bin", "1\n0\n512\n".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        try (TarReader reader = new TarReader(new ByteArrayInputStream(tar))) {
            TarReader.Member first = reader.next().orElseThrow();
            assertEquals("a name.bin", first.name());
            assertArrayEquals("data".getBytes(StandardCharsets.US_ASCII), reader.data(first));
            TarReader.Member second = reader.next().orElseThrow();
            assertEquals("holes.bin", second.name());
            assertTrue(second.sparse());
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 a=b\n", "99 a=b\n", "6 a=b", "x a=b\n", "99999999999999999999 a=b\n", "6", "6 ab=\n\n"})
    void aDamagedExtendedHeaderIsRefused(String lines) throws IOException {
        byte[] content = lines.getBytes(StandardCharsets.US_ASCII);
        byte[] tar = Tars.of()
                .raw(Tars.header("pax", content.length, (byte) 'x'))
                .raw(padded(lines))
                .bytes();
        try (TarReader reader = new TarReader(new ByteArrayInputStream(tar))) {
            assertThrows(IOException.class, reader::next);
        }
    }

    private static byte[] padded(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 512);
    }
}
