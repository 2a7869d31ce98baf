package amagumo.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;

/** The files of a body that is a form (multipart/form-data, RFC 7578), as browsers and {@code curl -F} send them. */
public final class MultipartFiles {

    private static final String TYPE = "multipart/form-data";
    private static final int MOST_LETTERS = 100;

    private MultipartFiles() {}

    /**
     * Whether a body is a form.
     *
     * @param contentType the header {@code Content-Type}; null is another
     */
    public static boolean isForm(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /**
     * The files of a form, in memory, by their names; what is called the same is told apart by its place.
     *
     * @param most how many there may be
     * @throws ProblemException status 400 if it is not such a form, a part is not a file, or there are more
     */
    public static Map<String, byte[]> read(String contentType, byte[] body, int most) {
        String boundary = MultiPart.extractBoundary(contentType);
        if (boundary == null || boundary.isEmpty()) {
            throw ProblemException.badRequest("the header Content-Type of a form names the boundary of its parts");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(most);
        parser.setMaxMemoryFileSize(body.length);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (MultiPartFormData.Parts parts = parts(parser, body)) {
            for (MultiPart.Part part : parts) {
                String name = name(part);
                files.put(files.containsKey(name) ? "%s (%d)".formatted(name, files.size() + 1) : name, octets(part));
            }
        }
        return files;
    }

    private static MultiPartFormData.Parts parts(MultiPartFormData.Parser parser, byte[] body) {
        try {
            return Blocker.blockWithPromise(
                    promise -> parser.parse(Content.Source.from(ByteBuffer.wrap(body)), promise));
        } catch (IOException | RuntimeException e) { // of whatever kind the parser finds fit
            throw ProblemException.badRequest(
                    "the body is not a whole form of at most %d files".formatted(parser.getMaxParts()));
        }
    }

    private static String name(MultiPart.Part part) {
        String name = part.getFileName();
        if (name == null || name.isBlank()) {
            throw ProblemException.badRequest("a part of the form is not a file: it has no filename");
        }
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.substring(0, Math.min(MOST_LETTERS, printable.length()));
    }

    private static byte[] octets(MultiPart.Part part) {
        try {
            return BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no reason to fail in memory
        }
    }
}
