package amagumo.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedZipTest {

    private static final String LIST = "list.json";

    @TempDir
    private Path directory;

    private Path file;
    private byte[] good;

    @BeforeEach
    void writeAGoodFile() throws IOException {
        file = directory.resolve("good.zip");
        archive().write(file, LIST);
        good = Files.readAllBytes(file);
    }

    private static ListedZip archive() {
        ObjectNode list = Json.MAPPER.createObjectNode().put("kind", "test");
        byte[] numbers = new byte[1000];
        Arrays.fill(numbers, (byte) 7);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.json", "{}".getBytes(StandardCharsets.UTF_8));
        entries.put("b.bin", numbers);
        return new ListedZip(list, entries);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        ListedZip read = ListedZip.read(file, LIST, "test file");
        assertEquals("test", read.list().path("kind").asText());
        assertEquals(List.of("a.json", "b.bin"), List.copyOf(read.entries().keySet()));
        assertArrayEquals(archive().entries().get("b.bin"), read.entries().get("b.bin"));
    }

    @Test
    void equalContentIsAnEqualFile() throws IOException {
        Path again = directory.resolve("again.zip");
        archive().write(again, LIST);
        assertArrayEquals(good, Files.readAllBytes(again));
    }

    @Test
    void nothingButTheFileIsLeftBehind() throws IOException {
        try (var left = Files.list(directory)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void aTruncationAtAnyByteIsRefused() throws IOException {
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            refused();
        }
    }

    @Test
    void aFlippedBitNeverChangesWhatIsRead() throws IOException {
        ListedZip whole = ListedZip.read(file, LIST, "test file");
        int refusals = 0;
        for (int bit = 0; bit < 8 * good.length; bit += 13) {
            byte[] damaged = good.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            try {
                // Flips in what a zip says beside its content (times, versions) harm nobody.
                ListedZip read = ListedZip.read(file, LIST, "test file");
                assertEquals(whole.entries().keySet(), read.entries().keySet());
                whole.entries()
                        .forEach((name, content) ->
                                assertArrayEquals(content, read.entries().get(name)));
            } catch (UnusableModelException e) {
                refusals++;
            }
        }
        assertTrue(refusals > good.length / 4, refusals + " refusals");
    }

    @Test
    void anEntryThatIsNotListedIsRefused() throws IOException {
        rewrite(Map.of("normalizer.bin", new byte[] {1}));
        assertEquals(
                "holds normalizer.bin, which list.json does not list", refused().reason());
    }

    @Test
    void aListedEntryThatIsNotThereIsRefused() throws IOException {
        Map<String, byte[]> none = new LinkedHashMap<>();
        none.put("b.bin", null);
        rewrite(none);
        assertEquals("lacks b.bin, which list.json lists", refused().reason());
    }

    @Test
    void anEntryOfOtherContentIsRefused() throws IOException {
        byte[] other = archive().entries().get("b.bin").clone();
        other[500]++;
        rewrite(Map.of("b.bin", other));
        assertEquals("is damaged: b.bin is not what list.json lists", refused().reason());
    }

    @Test
    void anEntryThatUnpacksToMoreThanListedIsRefused() throws IOException {
        rewrite(Map.of("b.bin", new byte[50_000_000]));
        assertEquals("b.bin is longer than 1000 bytes", refused().reason());
    }

    @Test
    void aFileTooLargeIsRefusedBeforeItIsOpened() throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(ListedZip.MAX_BYTES + 1);
        }
        assertTrue(refused().reason().startsWith("has 268435457 bytes"));
    }

    @Test
    void aForeignZipAndNoZipAtAllAreRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("configuration.json"));
        }
        assertEquals("is not a test file: it has no list.json", refused().reason());
        Files.writeString(file, "GRIB");
        assertTrue(refused().reason().startsWith("is not a test file, or a truncated one"));
    }

    @Test
    void aListWithAKeyTwiceIsRefused() throws IOException {
        rewrite(Map.of(LIST, "{\"entries\":{},\"entries\":{}}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(
                refused().reason().contains("Duplicate field 'entries'"),
                refused().reason());
    }

    private UnusableModelException refused() {
        return assertThrows(UnusableModelException.class, () -> ListedZip.read(file, LIST, "test file"));
    }

    /** The good file with some entries replaced, added, or, for null, left out; the list stays as it was. */
    private void rewrite(Map<String, byte[]> changes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        entries.putAll(changes);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                if (entry.getValue() != null) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
        }
    }
}
