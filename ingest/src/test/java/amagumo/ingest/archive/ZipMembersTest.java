package amagumo.ingest.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.testing.Tars;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Zips as the JDK writes them, and damaged ones. */
@Timeout(60)
class ZipMembersTest {

    private static final byte[] RADAR = "GRIB and what follows 7777".getBytes(StandardCharsets.US_ASCII);
    private static final int LOCAL_HEADER = 30;

    @Test
    void membersKeepTheirNamesOrderAndContent() {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        System.arraycopy(RADAR, 0, large, 0, 4);
        byte[] zip = zip(out -> {
            deflated(out, "雨量/a.bin", RADAR);
            out.putNextEntry(new ZipEntry("folder/"));
            stored(out, "folder/b.bin", large);
            deflated(out, "c.bin.gz", Tars.gzip(RADAR));
            deflated(out, "__MACOSX/._c.bin", new byte[] {0, 5, 22, 7});
            deflated(out, "README", RADAR_TALK);
        });
        List<ArchiveItem> items = all(zip);
        assertEquals(
                List.of("-:雨量/a.bin", "-:folder/b.bin", "-:c.bin.gz", "-:__MACOSX/._c.bin", "-:README"),
                items.stream().map(ArchiveItem::label).toList(),
                items::toString);
        assertArrayEquals(RADAR, assertInstanceOf(NamedFile.class, items.get(0)).bytes());
        assertArrayEquals(large, assertInstanceOf(NamedFile.class, items.get(1)).bytes());
        assertArrayEquals(RADAR, assertInstanceOf(NamedFile.class, items.get(2)).bytes());
        assertInstanceOf(Skipped.class, items.get(3));
        assertInstanceOf(Skipped.class, items.get(4));
    }

    private static final byte[] RADAR_TALK = "words".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatIsNotARadarFileIsSkippedWhateverItsName() {
        List<ArchiveItem> items = all(zip(out -> deflated(out, "coefficients.bin", new byte[] {1, 2, 3})));
        assertEquals(List.of(new Skipped("-", Optional.of("coefficients.bin"), "not a radar file")), items);
    }

    @Test
    void anEmptyZipHoldsNothing() {
        assertEquals(List.of(), all(zip(out -> {})));
    }

    @Test
    void truncationAtAnyByteIsRefusedAndWhatCameBeforeIsRead() {
        byte[] zip = zip(out -> {
            deflated(out, "a.bin", RADAR);
            stored(out, "b.bin", RADAR);
        });
        for (int length = 4; length < zip.length; length++) {
            List<ArchiveItem> items = all(Arrays.copyOf(zip, length));
            assertInstanceOf(Refused.class, items.get(items.size() - 1), "cut at " + length);
            for (ArchiveItem item : items) {
                if (item instanceof NamedFile file) {
                    assertArrayEquals(RADAR, file.bytes());
                }
            }
        }
    }

    @Test
    void dataThatIsNotThatOfItsChecksumIsRefused() {
        byte[] zip = zip(out -> {
            stored(out, "a.bin", RADAR);
            stored(out, "b.bin", RADAR);
        });
        zip[LOCAL_HEADER + "a.bin".length() + 10] ^= 1;
        List<ArchiveItem> items = all(zip);
        assertEquals(new Refused("-", Optional.of("a.bin"), "damaged: its checksum does not match"), items.get(0));
        assertInstanceOf(NamedFile.class, items.get(1));
    }

    @Test
    void encryptedMembersAndOtherMethodsAreRefusedByName() {
        byte[] encrypted = zip(out -> stored(out, "a.bin", RADAR));
        encrypted[6] |= 1;
        assertEquals("encrypted", refusal(all(encrypted).get(0)));
        byte[] lzma = zip(out -> stored(out, "a.bin", RADAR));
        lzma[8] = 14;
        assertEquals(
                "packed by method 14 of zip, which is not read",
                refusal(all(lzma).get(0)));
    }

    @Test
    void aStoredMemberWithoutItsLengthInFrontIsNamed() {
        byte[] zip = zip(out -> {
            deflated(out, "first.bin", RADAR);
            stored(out, "a.bin", RADAR);
        });
        int header = indexOf(zip, "a.bin") - LOCAL_HEADER;
        zip[header + 6] |= 8;
        List<ArchiveItem> items = all(zip);
        assertInstanceOf(NamedFile.class, items.get(0));
        assertEquals("-:a.bin", items.get(1).label());
        assertTrue(refusal(items.get(1)).contains("its end cannot be found"), refusal(items.get(1)));
        assertTrue(refusal(items.get(2)).contains("what follows cannot be found"));
    }

    @Test
    void aBombIsRefusedReadOrPassedOver() {
        byte[] zeros = new byte[128 << 20];
        byte[] wanted = zip(out -> deflated(out, "a.bin", zeros));
        assertTrue(refusal(all(wanted).get(0)).contains("longer than the limit"));
        byte[] passedOver = zip(out -> deflated(out, "../a.bin", zeros));
        List<ArchiveItem> items = all(passedOver);
        assertEquals("its name leaves the directory", refusal(items.get(0)));
        assertTrue(refusal(items.get(1)).contains("unpacks to more than 50 times its size"));
    }

    @Test
    void namesThatLeaveTheDirectoryAndArchivesInsideAreRefused() {
        byte[] zip = zip(out -> {
            stored(out, "../a.bin", RADAR);
            stored(out, "in.zip", zip(inner -> stored(inner, "a.bin", RADAR)));
            stored(out, "good.bin", RADAR);
        });
        List<ArchiveItem> items = all(zip);
        assertEquals("its name leaves the directory", refusal(items.get(0)));
        assertEquals("an archive inside an archive", refusal(items.get(1)));
        assertInstanceOf(NamedFile.class, items.get(2));
    }

    @Test
    void aLengthThatIsALieIsRefused() {
        byte[] zip = zip(out -> stored(out, "a.bin", RADAR));
        ByteBuffer header = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(18, 31 << 20).putInt(22, 31 << 20);
        assertEquals("offset", refusal(all(zip).get(0)).substring(0, 6));
    }

    @Test
    void randomDamageIsReadOrRefusedAndNothingElse() {
        byte[] zip = zip(out -> {
            deflated(out, "a.bin", RADAR);
            stored(out, "b.bin", RADAR);
            deflated(out, "c.bin.gz", Tars.gzip(RADAR));
        });
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = zip.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            for (ArchiveItem item : all(damaged)) {
                assertFalse(item.label().isEmpty());
                if (item instanceof NamedFile file) {
                    assertArrayEquals(RADAR, file.bytes());
                }
            }
        }
    }

    /** Writes a zip. */
    @FunctionalInterface
    private interface Writer {
        void write(ZipOutputStream out) throws IOException;
    }

    private static byte[] zip(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As the JDK and pipes write it: the lengths stand behind the data. */
    private static void deflated(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static void stored(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static String refusal(ArchiveItem item) {
        return assertInstanceOf(Refused.class, item).reason();
    }

    private static List<ArchiveItem> all(byte[] zip) {
        List<ArchiveItem> items = new ArrayList<>();
        try (ArchiveStream stream = new ArchiveStream(List.of("-"), new ByteArrayInputStream(zip))) {
            for (Optional<ArchiveItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                items.add(item.get());
            }
        }
        return items;
    }
}
