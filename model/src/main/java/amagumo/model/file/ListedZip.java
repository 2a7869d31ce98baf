package amagumo.model.file;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.file.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A zip with a list of its own entries: one JSON entry, the list, has a key {@code entries} of name to {@code bytes}
 * and {@code sha256} for every other entry, and no other entry is allowed. Reading checks everything before any content
 * is handed out. It detects damage and foreign files, but not forgery, since a forger can write a list as well.
 *
 * @param list the JSON entry without its {@code entries}
 * @param entries the content of every other entry by name
 */
public record ListedZip(ObjectNode list, Map<String, byte[]> entries) {

    /** Largest size of a file and of its entries together: some sixty million weights. */
    public static final long MAX_BYTES = 256L << 20;

    private static final int MAX_LIST_BYTES = 1 << 20;
    private static final int MAX_ENTRIES = 16;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String ENTRIES = "entries";
    /** Zips hold local times from 1980 on; this one is constant, so that equal content gives an equal file. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public ListedZip {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Replaces a file, atomically; equal content gives equal bytes. */
    public void write(Path file, String listName) throws IOException {
        ObjectNode complete = list.deepCopy();
        ObjectNode listed = complete.putObject(ENTRIES);
        entries.forEach((name, content) ->
                listed.putObject(name).put("bytes", content.length).put("sha256", Sha256.of(content)));
        AtomicFile.replaceDurably(file, place -> {
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(place), BUFFER_BYTES);
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                put(zip, listName, Json.MAPPER.writeValueAsBytes(complete));
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    put(zip, entry.getKey(), entry.getValue());
                }
            }
        });
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads and checks a file.
     *
     * @param listName the entry that lists the others
     * @param what the kind of file, for messages
     * @throws UnusableModelException if anything differs from the list
     */
    public static ListedZip read(Path file, String listName, String what) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new UnusableModelException(
                    file, "has %d bytes, more than the %d that a %s may have".formatted(size, MAX_BYTES, what));
        }
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return read(file, zip, listName, what);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new UnusableModelException(file, "is not a " + what + ", or a truncated one: " + e.getMessage(), e);
        }
    }

    private static ListedZip read(Path file, ZipFile zip, String listName, String what) throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new UnusableModelException(file, "is not a %s: %d entries".formatted(what, zip.size()));
        }
        List<? extends ZipEntry> found = Collections.list(zip.entries());
        TreeSet<String> unlisted = new TreeSet<>();
        for (ZipEntry entry : found) {
            if (!unlisted.add(entry.getName())) {
                throw new UnusableModelException(file, "holds %s twice".formatted(entry.getName()));
            }
        }
        if (!unlisted.remove(listName)) {
            throw new UnusableModelException(file, "is not a %s: it has no %s".formatted(what, listName));
        }
        ObjectNode list = list(file, listName, content(file, zip, listName, MAX_LIST_BYTES));
        JsonNode listed = list.remove(ENTRIES);
        if (!(listed instanceof ObjectNode)) {
            throw new UnusableModelException(file, listName + " lists no entries");
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        long left = MAX_BYTES;
        for (Map.Entry<String, JsonNode> field : listed.properties()) {
            String name = field.getKey();
            if (!unlisted.remove(name)) {
                throw new UnusableModelException(file, "lacks %s, which %s lists".formatted(name, listName));
            }
            long bytes = field.getValue().path("bytes").asLong(-1);
            if (bytes < 0 || bytes > left) {
                throw new UnusableModelException(file, "%s lists %s with %d bytes".formatted(listName, name, bytes));
            }
            left -= bytes;
            byte[] content = content(file, zip, name, (int) bytes);
            if (content.length != bytes
                    || !Sha256.of(content)
                            .equals(field.getValue().path("sha256").asText())) {
                throw new UnusableModelException(file, "is damaged: %s is not what %s lists".formatted(name, listName));
            }
            entries.put(name, content);
        }
        if (!unlisted.isEmpty()) {
            throw new UnusableModelException(
                    file, "holds %s, which %s does not list".formatted(unlisted.first(), listName));
        }
        return new ListedZip(list, entries);
    }

    private static ObjectNode list(Path file, String listName, byte[] json) throws IOException {
        try {
            if (Json.MAPPER.readTree(json) instanceof ObjectNode list) {
                return list;
            }
            throw new UnusableModelException(file, listName + " is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new UnusableModelException(file, listName + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The content of an entry, which is refused beyond {@code limit} bytes whatever size the zip states. */
    private static byte[] content(Path file, ZipFile zip, String name, int limit) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            byte[] content = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw new UnusableModelException(file, "%s is longer than %d bytes".formatted(name, limit));
            }
            return content;
        } catch (EOFException e) {
            throw new UnusableModelException(file, name + " is truncated", e);
        }
    }
}
