package amagumo.server.http;

import amagumo.ingest.file.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;

/** Answers in JSON. */
public final class Json {

    private static final String MEDIA_TYPE = "application/json";
    private static final int TAG_DIGITS = 32;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record made here cannot be written", e);
        }
    }

    /** Answers with a value as JSON. */
    public static void answer(Context context, Object value) {
        context.contentType(MEDIA_TYPE).result(bytes(value));
    }

    /** Answers with a value as JSON that clients may keep, but are to ask about each time. */
    public static void answerChanging(Context context, Object value) {
        answerChanging(context, bytes(value));
    }

    /** Does the same with a document that is JSON already. */
    public static void answerChanging(Context context, byte[] document) {
        Cacheable.changing(context, MEDIA_TYPE, document, Sha256.of(document).substring(0, TAG_DIGITS));
    }

    static void problem(Context context, Problem problem) {
        context.status(problem.status())
                .contentType(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .result(bytes(problem));
    }
}
