package amagumo.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Parameters as the database has them: those of a run as a JSON object of strings, and those that runs of a job take. */
final class ParametersJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ParametersJson() {}

    static String write(Map<String, String> parameters) {
        return json(new TreeMap<>(parameters));
    }

    static Map<String, String> read(String text) {
        return value(text, new TypeReference<>() {});
    }

    static String writeTaken(List<RunParameter> taken) {
        return json(taken);
    }

    static List<RunParameter> readTaken(String text) {
        return value(text, new TypeReference<>() {});
    }

    private static String json(Object parameters) {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the parameters cannot be written", e);
        }
    }

    private static <T> T value(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database has parameters that are none: " + text, e);
        }
    }
}
