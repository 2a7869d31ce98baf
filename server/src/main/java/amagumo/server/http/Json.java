package amagumo.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Answers in JSON, and questions. */
public final class Json {

    /** What JSON is called. */
    public static final String MEDIA_TYPE = "application/json";

    private static final byte[] EMPTY = {'{', '}'};
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Takes nothing for what it is not: a number for a text, or what stands behind the document for nothing. */
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Textual, Json::refuse)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private Json() {}

    /** A value as JSON. */
    public static byte[] bytes(Object value) {
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

    /** Answers with a value as JSON that nobody may keep: it may be another one in a moment, or is not for everybody. */
    public static void answerOnce(Context context, Object value) {
        context.header("Cache-Control", "no-store");
        answer(context, value);
    }

    /** Answers with a value as JSON that clients may keep, but are to ask about each time. */
    public static void answerChanging(Context context, Object value) {
        answerChanging(context, bytes(value));
    }

    /** Does the same with a document that is JSON already. */
    public static void answerChanging(Context context, byte[] document) {
        Cacheable.changing(context, MEDIA_TYPE, document);
    }

    /**
     * Does the same with a value that many ask for, as {@link Cacheable#warm} does; packed for who takes gzip.
     *
     * @param holds as there
     */
    public static void answerWarm(Context context, Object value, BooleanSupplier holds) throws IOException {
        byte[] document = bytes(value);
        byte[] sent = document;
        if (Negotiation.takesGzip(context)) {
            context.header("Content-Encoding", "gzip");
            sent = gzipped(document);
        }
        Cacheable.warm(context, MEDIA_TYPE, sent, Cacheable.version(MEDIA_TYPE, document), false, holds);
    }

    private static byte[] gzipped(byte[] document) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(document);
        }
        return packed.toByteArray();
    }

    /**
     * What the body of a request says. No body is an object without fields.
     *
     * @param type a record, whose fields are those that the body may have; one that it does not have is null
     * @throws ProblemException status 400 if it is not JSON, or not of this type
     */
    public static <T extends Record> T read(byte[] body, Class<T> type) {
        try {
            return READER.readValue(body.length == 0 ? EMPTY : body, type);
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.badRequest("the body has no field '%s'".formatted(e.getPropertyName()));
        } catch (JsonMappingException e) {
            throw ProblemException.badRequest(
                    e.getPath().isEmpty()
                            ? "the body is not a JSON object"
                            : "the field %s of the body is not what it must be".formatted(field(e)));
        } catch (IOException e) {
            throw ProblemException.badRequest("the body is not JSON");
        }
    }

    private static void refuse(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** Such as {@code 'parameters.steps'}. */
    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining(".", "'", "'"));
    }

    static void problem(Context context, Problem problem) {
        context.status(problem.status())
                .contentType(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .result(bytes(problem));
    }
}
