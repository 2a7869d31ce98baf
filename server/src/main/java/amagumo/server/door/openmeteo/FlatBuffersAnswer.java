package amagumo.server.door.openmeteo;

import amagumo.server.door.openmeteo.PlaceAnswer.Amounts;
import com.google.flatbuffers.FlatBufferBuilder;
import com.openmeteo.sdk.Aggregation;
import com.openmeteo.sdk.Model;
import com.openmeteo.sdk.VariableWithValues;
import com.openmeteo.sdk.VariablesWithTime;
import com.openmeteo.sdk.WeatherApiResponse;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Answers as FlatBuffers of Open-Meteo's schema, by the classes that its own SDK generates from it. There is one message a
 * place, each after its length (4 octets, little-endian).
 */
final class FlatBuffersAnswer {

    static final String MEDIA_TYPE = "application/octet-stream";

    private final FlatBufferBuilder buffer = new FlatBufferBuilder();

    private FlatBuffersAnswer() {}

    /**
     * The messages, one after the other.
     *
     * @param milliseconds that making the answers took
     */
    static byte[] of(List<PlaceAnswer> answers, double milliseconds) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        answers.forEach(answer -> messages.writeBytes(new FlatBuffersAnswer().message(answer, milliseconds)));
        return messages.toByteArray();
    }

    private byte[] message(PlaceAnswer answer, double milliseconds) {
        int zone = buffer.createString(answer.zone().identifier());
        int abbreviation = buffer.createString(answer.zone().abbreviation());
        int quarterHourly = section(
                answer.quarterHourly(), answer.times().first(), answer.times().end(), false);
        int current = section(
                answer.current(), answer.currentTime(), answer.currentTime().plus(QuarterHours.LENGTH), true);
        WeatherApiResponse.startWeatherApiResponse(buffer);
        WeatherApiResponse.addLatitude(buffer, answer.latitude());
        WeatherApiResponse.addLongitude(buffer, answer.longitude());
        WeatherApiResponse.addElevation(buffer, Float.NaN);
        WeatherApiResponse.addGenerationTimeMilliseconds(buffer, (float) milliseconds);
        WeatherApiResponse.addLocationId(buffer, answer.number());
        WeatherApiResponse.addModel(buffer, Model.best_match);
        WeatherApiResponse.addUtcOffsetSeconds(buffer, answer.zone().offsetSeconds());
        WeatherApiResponse.addTimezone(buffer, zone);
        WeatherApiResponse.addTimezoneAbbreviation(buffer, abbreviation);
        if (!answer.quarterHourly().isEmpty()) {
            WeatherApiResponse.addMinutely15(buffer, quarterHourly);
        }
        if (!answer.current().isEmpty()) {
            WeatherApiResponse.addCurrent(buffer, current);
        }
        int message = WeatherApiResponse.endWeatherApiResponse(buffer);
        WeatherApiResponse.finishSizePrefixedWeatherApiResponseBuffer(buffer, message);
        return buffer.sizedByteArray();
    }

    private int section(List<Amounts> amounts, Instant first, Instant end, boolean single) {
        int[] variables = amounts.stream()
                .mapToInt(variable -> single ? value(variable) : values(variable))
                .toArray();
        return VariablesWithTime.createVariablesWithTime(
                buffer,
                first.getEpochSecond(),
                end.getEpochSecond(),
                (int) QuarterHours.LENGTH.toSeconds(),
                VariablesWithTime.createVariablesVector(buffer, variables));
    }

    private int values(Amounts amounts) {
        int values = VariableWithValues.createValuesVector(buffer, amounts.values());
        start(amounts);
        VariableWithValues.addValues(buffer, values);
        return VariableWithValues.endVariableWithValues(buffer);
    }

    private int value(Amounts amounts) {
        start(amounts);
        VariableWithValues.addValue(buffer, amounts.values()[0]);
        return VariableWithValues.endVariableWithValues(buffer);
    }

    private void start(Amounts amounts) {
        VariableWithValues.startVariableWithValues(buffer);
        VariableWithValues.addVariable(buffer, amounts.variable().code());
        VariableWithValues.addUnit(buffer, amounts.unit().code());
        VariableWithValues.addAggregation(buffer, Aggregation.none);
    }
}
