package amagumo.ingest.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.testing.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStreamTest {

    private static final byte[] RADAR = "GRIB and what follows 7777".getBytes();

    @TempDir
    private Path directory;

    @Test
    void aPlainFileIsReadAsItIsAndNamedAsGiven() throws IOException {
        Path file = write("a.bin", RADAR);
        NamedFile read = assertInstanceOf(NamedFile.class, only(file.toString()));
        assertEquals(file.toString(), read.source());
        assertEquals(Optional.empty(), read.member());
        assertArrayEquals(RADAR, read.bytes());
    }

    @Test
    void aGzipIsKnownByContentAndItsMembersAreJoined() throws IOException {
        byte[] twice = Tars.concat(Tars.gzip("GRIB ".getBytes()), Tars.gzip("7777".getBytes()));
        NamedFile read = assertInstanceOf(
                NamedFile.class, only(write("without-ending", twice).toString()));
        assertArrayEquals("GRIB 7777".getBytes(), read.bytes());
    }

    @Test
    void membersOfATarAndOfAGzippedTarKeepTheirNamesAndOrder() throws IOException {
        byte[] tar = Tars.of()
                .file("./b.bin", RADAR)
                .directory("d/")
                .file("d/a.bin.gz", Tars.gzip(RADAR))
                .bytes();
        for (byte[] archive : List.of(tar, Tars.gzip(tar))) {
            List<ArchiveItem> items = all(new ByteArrayInputStream(archive), "-");
            assertEquals(List.of("-:./b.bin", "-:d/a.bin.gz"), labels(items));
            for (ArchiveItem item : items) {
                assertArrayEquals(RADAR, assertInstanceOf(NamedFile.class, item).bytes());
            }
        }
    }

    @Test
    void aDirectoryIsReadWithAllBelowItInOrderOfNames() throws IOException {
        write("b.bin", RADAR);
        write("a/z.bin", RADAR);
        write("README.md", "words on GRIB2 messages".getBytes());
        List<ArchiveItem> items = all(InputStream.nullInputStream(), directory.toString());
        assertEquals(List.of(directory + "/README.md", directory + "/a/z.bin", directory + "/b.bin"), labels(items));
        assertInstanceOf(Skipped.class, items.get(0));
    }

    @Test
    void aMessageBehindAHeadingIsKnownWithoutAName() throws IOException {
        byte[] message = {'I', 'S', 'X', 'J', '\n', 'G', 'R', 'I', 'B', 0, 0, 0, 2, 0, 0, 0};
        write("a/no-ending", message);
        List<ArchiveItem> items = all(InputStream.nullInputStream(), directory.toString());
        assertArrayEquals(
                message, assertInstanceOf(NamedFile.class, items.get(0)).bytes());
    }

    @Test
    void aLinkedDirectoryIsNotFollowed() throws IOException {
        write("a/z.bin", RADAR);
        Files.createSymbolicLink(directory.resolve("a/loop"), directory);
        List<ArchiveItem> items = all(InputStream.nullInputStream(), directory.toString());
        assertInstanceOf(Skipped.class, items.get(0));
        assertInstanceOf(NamedFile.class, items.get(1));
        assertEquals(2, items.size());
    }

    @Test
    void aGivenFileIsReadWhateverItHolds() throws IOException {
        String file = write("README.md", "words".getBytes()).toString();
        assertInstanceOf(NamedFile.class, only(file));
    }

    @Test
    void aMissingPathIsRefusedAndTheNextIsRead() throws IOException {
        Path file = write("a.bin", RADAR);
        List<ArchiveItem> items = all(InputStream.nullInputStream(), directory + "/none", "\0", file.toString());
        assertEquals(
                "no such file", assertInstanceOf(Refused.class, items.get(0)).reason());
        assertInstanceOf(Refused.class, items.get(1));
        assertInstanceOf(NamedFile.class, items.get(2));
    }

    @Test
    void linksAndNamesThatLeaveTheDirectoryAreRefusedByNameAndTheRestIsRead() throws IOException {
        byte[] tar = Tars.of()
                .symbolicLink("link.bin", "/etc/passwd")
                .hardLink("hard.bin", "../x")
                .file("/absolute.bin", RADAR)
                .file("../../up.bin", RADAR)
                .file("a/../../up.bin", RADAR)
                .file("good..bin", RADAR)
                .bytes();
        List<ArchiveItem> items = all(new ByteArrayInputStream(tar), "-");
        assertEquals(
                List.of(
                        "-:link.bin",
                        "-:hard.bin",
                        "-:/absolute.bin",
                        "-:../../up.bin",
                        "-:a/../../up.bin",
                        "-:good..bin"),
                labels(items));
        items.subList(0, 5).forEach(item -> assertInstanceOf(Refused.class, item));
        assertInstanceOf(NamedFile.class, items.get(5));
    }

    @Test
    void aSparseMemberOfTenGigabytesIsRefusedAndTheRestIsRead() throws IOException {
        byte[] tar = Tars.of()
                .oldGnuSparse("sparse.bin", 10L << 30)
                .file("good.bin", RADAR)
                .bytes();
        List<ArchiveItem> items = all(new ByteArrayInputStream(tar), "-");
        assertEquals(
                "a sparse file", assertInstanceOf(Refused.class, items.get(0)).reason());
        assertInstanceOf(NamedFile.class, items.get(1));
    }

    @Test
    void aMemberOfTenGigabytesIsPassedWithoutReadingIt() throws IOException {
        Path file = directory.resolve("large.tar");
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.write(Tars.header("large.bin", 10L << 30, (byte) '0'));
            hole.seek(512 + (10L << 30));
            hole.write(Tars.of().file("good.bin", RADAR).bytes());
        }
        List<ArchiveItem> items = all(InputStream.nullInputStream(), file.toString());
        assertTrue(assertInstanceOf(Refused.class, items.get(0)).reason().contains("longer than"));
        assertArrayEquals(RADAR, assertInstanceOf(NamedFile.class, items.get(1)).bytes());
    }

    @Test
    void aGzipBombIsRefusedPlainAndInATar() throws IOException {
        byte[] bomb = Tars.gzip(Tars.concat(RADAR, new byte[64 << 20]));
        byte[] tarBomb = Tars.gzip(Tars.concat(Tars.header("zeros.bin", 1L << 40, (byte) '0'), new byte[128 << 20]));
        byte[] tar = Tars.of().file("bomb.gz", bomb).file("good.bin", RADAR).bytes();
        assertTrue(refusal(all(new ByteArrayInputStream(bomb), "-").get(0)).contains("longer than"));
        List<ArchiveItem> bombInTar = all(new ByteArrayInputStream(tarBomb), "-");
        assertTrue(refusal(bombInTar.get(0)).contains("longer than"));
        assertTrue(refusal(bombInTar.get(1)).contains("more than 50 times"));
        List<ArchiveItem> items = all(new ByteArrayInputStream(tar), "-");
        assertTrue(refusal(items.get(0)).contains("longer than"));
        assertInstanceOf(NamedFile.class, items.get(1));
    }

    @Test
    void aMemberOfABombIsPassedOverNoFurtherThanAnArchiveMayUnpackTo() throws IOException {
        byte[] head = Tars.gzip(Tars.header("zeros.bin", 1L << 40, (byte) '0'));
        byte[] bomb = Tars.concat(head, Tars.gzipOfZeros(512));
        String reason = refusal(all(new ByteArrayInputStream(bomb), "-").get(1));
        Matcher offset = Pattern.compile("offset (\\d+): unpacks to more than 50 times its size")
                .matcher(reason);
        assertTrue(offset.matches(), reason);
        assertTrue(Long.parseLong(offset.group(1)) < 128 << 20, reason);
    }

    @Test
    void endlessTarHeadersAreRefused() throws IOException {
        byte[] tar = Tars.concat(Tars.header("././@LongLink", 1L << 33, (byte) 'L'), new byte[4 << 20]);
        assertTrue(refusal(all(new ByteArrayInputStream(tar), "-").get(0)).contains("tar headers"));
    }

    @Test
    void archivesInsideArchivesAreRefused() throws IOException {
        byte[] tar = Tars.of().file("in.bin", RADAR).bytes();
        byte[] nested = Tars.of().file("in.tar", tar).bytes();
        assertEquals(
                "an archive inside an archive",
                refusal(all(new ByteArrayInputStream(nested), "-").get(0)));
        byte[] twice = Tars.gzip(Tars.gzip(RADAR));
        assertEquals(
                "compressed twice",
                refusal(all(new ByteArrayInputStream(twice), "-").get(0)));
    }

    @Test
    void aFilePastTheLimitIsRefused() throws IOException {
        ArchiveLimits small = new ArchiveLimits(10, 10, 1000, 10, 10);
        String file = write("a.bin", RADAR).toString();
        String gzip = write("a.bin.gz", Tars.gzip(RADAR)).toString();
        String tar = write("a.tar", Tars.of().file("a.bin", RADAR).bytes()).toString();
        try (ArchiveStream stream = new ArchiveStream(List.of(file, gzip, tar), InputStream.nullInputStream(), small)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "longer than the limit of 10 bytes",
                        refusal(stream.next().orElseThrow()));
            }
        }
    }

    @Test
    void truncationAtEveryByteOfATarGivesOnlyWholeMembers() {
        byte[] tar = Tars.of().file("a.bin", RADAR).file("b.bin", RADAR).bytes();
        for (int length = 512; length < tar.length; length++) {
            byte[] cut = Arrays.copyOf(tar, length);
            long whole = 0;
            boolean refused = false;
            for (ArchiveItem item : all(new ByteArrayInputStream(cut), "-")) {
                if (item instanceof NamedFile file) {
                    assertArrayEquals(RADAR, file.bytes());
                    whole++;
                }
                refused |= item instanceof Refused;
            }
            assertTrue(whole == 2 || refused || length % 512 == 0, "cut at " + length);
        }
    }

    @Test
    void truncationAtEveryByteOfAGzipIsRefused() throws IOException {
        byte[] gzip = Tars.gzip(RADAR);
        for (int length = 2; length < gzip.length; length++) {
            byte[] cut = Arrays.copyOf(gzip, length);
            assertFalse(refusal(all(new ByteArrayInputStream(cut), "-").get(0)).isEmpty());
        }
    }

    @Test
    void everyFlippedBitOfATarHeaderIsSurvived() {
        byte[] tar = Tars.of().file("a.bin", RADAR).bytes();
        for (int bit = 0; bit < 512 * 8; bit++) {
            byte[] flipped = tar.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            for (ArchiveItem item : all(new ByteArrayInputStream(flipped), "-")) {
                assertFalse(item.label().isEmpty());
            }
        }
    }

    @Test
    void randomDamageOfPackedTarsIsReadOrRefusedAndNothingElse() {
        byte[] tar = Tars.of()
                .extended("path=a name.bin", "mtime=1")
                .file("a.bin", RADAR)
                .file("b.bin.gz", Tars.gzip(RADAR))
                .oldGnuSparse("holes.bin", 10L << 30)
                .file("c.bin", RADAR)
                .bytes();
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = i % 2 == 0 ? tar.clone() : Tars.gzip(tar);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            for (ArchiveItem item : all(new ByteArrayInputStream(damaged), "-")) {
                assertFalse(item.label().isEmpty());
            }
        }
    }

    @Test
    void aDamagedTarIsRefusedWithItsOffset() throws IOException {
        byte[] tar = Tars.of().file("a.bin", RADAR).file("b.bin", RADAR).bytes();
        tar[1024 + 10] ^= 1;
        List<ArchiveItem> items = all(new ByteArrayInputStream(tar), "-");
        assertInstanceOf(NamedFile.class, items.get(0));
        assertEquals("offset 1536: damaged tar header: its checksum does not match", refusal(items.get(1)));
    }

    @Test
    void controlCharactersDoNotReachAMessage() throws IOException {
        byte[] tar = Tars.of().file("a\u001b[31m.bin", RADAR).bytes();
        assertEquals(
                "-:a?[31m.bin", all(new ByteArrayInputStream(tar), "-").get(0).label());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static String refusal(ArchiveItem item) {
        return assertInstanceOf(Refused.class, item).reason();
    }

    private static ArchiveItem only(String path) {
        List<ArchiveItem> items = all(InputStream.nullInputStream(), path);
        assertEquals(1, items.size());
        return items.get(0);
    }

    private static List<String> labels(List<ArchiveItem> items) {
        return items.stream().map(ArchiveItem::label).toList();
    }

    private static List<ArchiveItem> all(InputStream standardInput, String... paths) {
        List<ArchiveItem> items = new ArrayList<>();
        try (ArchiveStream stream = new ArchiveStream(List.of(paths), standardInput)) {
            Stream.generate(stream::next)
                    .takeWhile(Optional::isPresent)
                    .map(Optional::get)
                    .forEach(items::add);
        }
        return items;
    }
}
