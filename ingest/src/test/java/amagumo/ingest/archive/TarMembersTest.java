package amagumo.ingest.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.testing.Tars;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TarMembersTest {

    private static final byte[] RADAR = "GRIB and what follows 7777".getBytes(StandardCharsets.US_ASCII);

    private static final String LONG_COMMENT = "2000000000 comment=";

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void longNamesInOtherScriptsComeBackInOrder(int longNames) throws IOException {
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
        TarMembers members = members(tar.toByteArray());
        for (int i = 0; i < names.size(); i++) {
            NamedFile file = assertInstanceOf(NamedFile.class, members.next().orElseThrow());
            assertEquals(Optional.of(names.get(i)), file.member());
            assertArrayEquals(contents.get(i), file.bytes());
        }
        assertEquals(Optional.empty(), members.next());
    }

    @Test
    void anExtendedHeaderTellsSizeNameAndHoles() throws IOException {
        byte[] tar = Tars.of()
                .extended("path=a name.bin", "size=4")
                .raw(Tars.header("short", 0, (byte) '0'))
                .raw(padded("data"))
                .extended("GNU.sparse.major=1", "GNU.sparse.name=holes.bin", "GNU.sparse.realsize=1073741824")
                .file("GNUSparseFile.0/holes.bin", "1\n0\n512\n".getBytes(StandardCharsets.US_ASCII))
                .file("good.bin", RADAR)
                .bytes();
        TarMembers members = members(tar);
        NamedFile first = assertInstanceOf(NamedFile.class, members.next().orElseThrow());
        assertEquals("-:a name.bin", first.label());
        assertArrayEquals("data".getBytes(StandardCharsets.US_ASCII), first.bytes());
        assertEquals(
                new Refused("-", Optional.of("holes.bin"), "a sparse file"),
                members.next().orElseThrow());
        assertEquals("-:good.bin", members.next().orElseThrow().label());
        assertEquals(Optional.empty(), members.next());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0 a=b\n", "99 a=b\n", "6 a=b", "x a=b\n", "99999999999999999999 a=b\n", "19 size=18446744073\n"
            })
    void aDamagedExtendedHeaderIsRefused(String lines) {
        byte[] content = lines.getBytes(StandardCharsets.US_ASCII);
        byte[] tar = Tars.of()
                .raw(Tars.header("pax", content.length, (byte) 'x'))
                .raw(padded(lines))
                .file("a.bin", RADAR)
                .bytes();
        TarMembers members = members(tar);
        assertThrows(IOException.class, () -> {
            while (members.next().isPresent()) {}
        });
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g'})
    void headersOfGigabytesAreRefusedInLittleMemory(char type) {
        byte[] tar = Tars.concat(
                Tars.header("././@LongLink", 4L << 30, (byte) type), Arrays.copyOf(LONG_COMMENT.getBytes(), 4 << 20));
        IOException e = assertThrows(IOException.class, () -> members(tar).next());
        assertEquals("more than 65536 octets of tar headers before a member", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x'})
    void chainsOfHeadersAreRefusedBeforeTheyOverflowTheStack(char type) {
        Tars tar = Tars.of();
        for (int i = 0; i < 100_000; i++) {
            tar.raw(Tars.header("again", 0, (byte) type));
        }
        IOException e =
                assertThrows(IOException.class, () -> members(tar.bytes()).next());
        assertEquals("more than 65536 octets of tar headers before a member", e.getMessage());
    }

    @Test
    void globalHeadersAreReadButNotWithoutEnd() throws IOException {
        Tars tar = Tars.of();
        for (int i = 0; i < 17; i++) {
            String line = "%d comment=%s\n".formatted(516, "x".repeat(503));
            tar.raw(Tars.header("pax_global_header", line.length(), (byte) 'g'))
                    .raw(Arrays.copyOf(line.getBytes(StandardCharsets.US_ASCII), 1024))
                    .file(i + ".bin", RADAR);
        }
        TarMembers members = members(tar.bytes());
        for (int i = 0; i < 16; i++) {
            assertInstanceOf(NamedFile.class, members.next().orElseThrow());
        }
        IOException e = assertThrows(IOException.class, members::next);
        assertEquals("more than 16 global tar headers", e.getMessage());
    }

    @Test
    void moreMembersThanTheLimitAreRefused() throws IOException {
        Tars tar = Tars.of().directory("d/").file("a.bin", RADAR).file("b.bin", RADAR);
        TarMembers members = new TarMembers(
                "-", new ByteArrayInputStream(tar.bytes()), new ArchiveLimits(1 << 20, 1 << 20, 1 << 20, 50, 2));
        assertEquals("-:a.bin", members.next().orElseThrow().label());
        assertEquals(
                "more than 2 members",
                assertThrows(IOException.class, members::next).getMessage());
    }

    @Test
    void sparseMembersOfGigabytesArePassedOver() throws IOException {
        byte[] tar = Tars.of()
                .oldGnuSparse("holes.bin", 7L << 30)
                .extended("GNU.sparse.size=1073741824", "GNU.sparse.map=0,512")
                .file("more-holes.bin", new byte[512])
                .file("good.bin", RADAR)
                .bytes();
        TarMembers members = members(tar);
        assertInstanceOf(Refused.class, members.next().orElseThrow());
        assertInstanceOf(Refused.class, members.next().orElseThrow());
        assertInstanceOf(NamedFile.class, members.next().orElseThrow());
        assertTrue(members.next().isEmpty());
    }

    @Test
    void devicesAreRefusedByName() throws IOException {
        byte[] tar = Tars.of()
                .raw(Tars.header("pipe.bin", 0, (byte) '6'))
                .raw(Tars.header("disk.bin", 0, (byte) '4'))
                .bytes();
        TarMembers members = members(tar);
        assertEquals(
                new Refused("-", Optional.of("pipe.bin"), "a link or device, not a file"),
                members.next().orElseThrow());
        assertInstanceOf(Refused.class, members.next().orElseThrow());
    }

    @Test
    void aTarThatEndsBetweenTwoMembersIsNotWhole() throws IOException {
        byte[] tar = Tars.of().file("a.bin", RADAR).file("b.bin", RADAR).bytes();
        TarMembers members = members(Arrays.copyOf(tar, 1024));
        assertInstanceOf(NamedFile.class, members.next().orElseThrow());
        assertThrows(EOFException.class, members::next);
        assertThrows(EOFException.class, members(new byte[0])::next);
    }

    private static TarMembers members(byte[] tar) {
        return new TarMembers("-", new ByteArrayInputStream(tar), ArchiveLimits.DEFAULT);
    }

    private static byte[] padded(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 512);
    }
}
