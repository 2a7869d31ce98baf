package amagumo.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The data of db-scheduler's table as JSON: a {@link RunRequest}, or a text. Java's own serialization, its default, breaks when
 * a class changes and runs what it reads.
 */
final class RequestSerializer implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    /** As it is written; a number is absent where it is null. */
    private record Written(
            String id,
            long nominalTime,
            String startedBy,
            boolean urgent,
            Map<String, String> parameters,
            Long retryOf,
            int failures) {}

    @Override
    public byte[] serialize(Object data) {
        try {
            return JSON.writeValueAsBytes(data instanceof RunRequest request ? written(request) : data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a request", e);
        }
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] octets) {
        try {
            return type == RunRequest.class
                    ? type.cast(request(JSON.readValue(octets, Written.class)))
                    : JSON.readValue(octets, type);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the database has a request that is not one: " + new String(octets, StandardCharsets.UTF_8), e);
        }
    }

    private static Written written(RunRequest request) {
        return new Written(
                request.id(),
                request.nominalTime().toEpochMilli(),
                request.startedBy(),
                request.urgent(),
                request.parameters(),
                request.retryOf().isPresent() ? request.retryOf().getAsLong() : null,
                request.failures());
    }

    private static RunRequest request(Written written) {
        return new RunRequest(
                written.id(),
                Instant.ofEpochMilli(written.nominalTime()),
                written.startedBy(),
                written.urgent(),
                written.parameters(),
                written.retryOf() == null ? OptionalLong.empty() : OptionalLong.of(written.retryOf()),
                written.failures());
    }
}
