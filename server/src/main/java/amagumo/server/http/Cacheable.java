package amagumo.server.http;

import amagumo.ingest.file.Sha256;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Answers that clients may keep (RFC 9111). Each has an entity tag (RFC 9110, 8.8.3), by which who has it asks whether it
 * still holds, and is answered without its bytes if so. The tag of a picture is strong. Everything else goes out compressed or
 * plain as the client takes it: its tag is weak, as that of several forms of one thing must be, and caches are told.
 */
public final class Cacheable {

    private static final int VERSION_DIGITS = 32;
    private static final String PNG = "image/png";
    private static final String ASK_EACH_TIME = "no-cache";
    private static final String A_YEAR = "max-age=31536000, immutable";
    private static final String VARY = "Vary";
    private static final String ENCODING = "Accept-Encoding";

    private Cacheable() {}

    /**
     * Answers with what an address has now and may not have tomorrow: it may be kept, but not shown unasked.
     *
     * @param version tells these bytes from any others that the address has had or will have
     */
    public static void changing(Context context, String contentType, byte[] bytes, String version) {
        answer(context, contentType, bytes, version, ASK_EACH_TIME);
    }

    /** Does the same with bytes that have no version: their digest is one, with what they are. */
    public static void changing(Context context, String contentType, byte[] bytes) {
        changing(context, contentType, bytes, version(contentType, bytes));
    }

    /** The version of bytes that have no other: the digest of what they are and hold. */
    static String version(String contentType, byte[] bytes) {
        String described = contentType + Sha256.of(bytes);
        return Sha256.of(described.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
    }

    /**
     * Answers with what an address has for ever, for it names the version.
     *
     * @param version tells these bytes from any others
     */
    public static void immutable(Context context, String contentType, byte[] bytes, String version) {
        answer(context, contentType, bytes, version, forEver(context));
    }

    /**
     * Does either of the two with a picture. It is as small as it gets, and written as it is: who asks for the head alone is told its
     * length too.
     *
     * @param png a PNG file
     */
    public static void picture(Context context, byte[] png, String version, boolean isImmutable) throws IOException {
        if (!isKnownAsItIs(context, PNG, png, version, isImmutable)) {
            context.res().getOutputStream().write(png);
        }
    }

    /** Does the same with a picture that many ask for, as {@link #warm} does. */
    public static void warmPicture(
            Context context, byte[] png, String version, boolean isImmutable, BooleanSupplier holds)
            throws IOException {
        warm(context, PNG, png, version, isImmutable, holds);
    }

    /**
     * Does either of the two with bytes that many ask for, which they get without asking the route again. They are written as they
     * are: a route that has them compressed says so before.
     *
     * @param holds whether the same would be answered now; asked each time, by several threads at once
     */
    public static void warm(
            Context context,
            String contentType,
            byte[] bytes,
            String version,
            boolean isImmutable,
            BooleanSupplier holds)
            throws IOException {
        if (!isKnownAsItIs(context, contentType, bytes, version, isImmutable)) {
            WarmAnswers.keep(context, bytes, holds);
            context.res().getOutputStream().write(bytes);
        }
    }

    private static boolean isKnownAsItIs(
            Context context, String contentType, byte[] bytes, String version, boolean isImmutable) {
        boolean known = isKnown(context, contentType, version, isImmutable ? forEver(context) : ASK_EACH_TIME);
        if (!known) {
            context.contentType(contentType).res().setContentLength(bytes.length);
        }
        return known;
    }

    /**
     * Whether a client that asks for what an address has now has it already, and so is answered: for what takes some work to make.
     *
     * @param version as in {@link #changing}
     */
    public static boolean isKnown(Context context, String contentType, String version) {
        return isKnown(context, contentType, version, ASK_EACH_TIME);
    }

    private static void answer(Context context, String contentType, byte[] bytes, String version, String control) {
        if (!isKnown(context, contentType, version, control)) {
            context.contentType(contentType).result(bytes);
        }
    }

    /** What needs a key is kept by who asked alone, not by caches that several share. */
    private static String forEver(Context context) {
        return Guard.isPrivate(context) ? "private, " + A_YEAR : "public, " + A_YEAR;
    }

    private static boolean isKnown(Context context, String contentType, String version, String control) {
        String tag = '"' + version + '"';
        boolean hasOneForm = contentType.startsWith("image/");
        if (!hasOneForm) {
            String others = context.res().getHeader(VARY);
            context.header(VARY, others == null ? ENCODING : others + ", " + ENCODING);
        }
        context.header("Cache-Control", control).header("ETag", hasOneForm ? tag : "W/" + tag);
        boolean known = matches(context.header("If-None-Match"), tag);
        if (known) {
            context.status(HttpStatus.NOT_MODIFIED);
        }
        return known;
    }

    /** Whether one of the tags that a client has is this one, strong or weak (RFC 9110, 13.1.2). */
    private static boolean matches(String tags, String tag) {
        if (tags == null) {
            return false;
        }
        for (String known : tags.split(",")) {
            String strong = known.strip().replaceFirst("^W/", "");
            if (strong.equals(tag) || strong.equals("*")) {
                return true;
            }
        }
        return false;
    }
}
