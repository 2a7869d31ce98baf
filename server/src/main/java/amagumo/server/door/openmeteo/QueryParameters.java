package amagumo.server.door.openmeteo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Query parameters as Open-Meteo's clients write them: lists with commas, or one after the other by the same name. */
final class QueryParameters {

    private static final int MOST_SHOWN = 40;

    private final Map<String, List<String>> given;

    QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** All values of a parameter, which may be none. */
    List<String> list(String name, int most) throws BadQueryException {
        List<String> values = given.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.size() > most) {
            throw new BadQueryException("Parameter '%s' must not exceed %d elements".formatted(name, most));
        }
        return values;
    }

    /** The one value of a parameter, if it is given. */
    Optional<String> value(String name) throws BadQueryException {
        return list(name, 1).stream().findFirst();
    }

    /** One of some values, of which the first holds if none is given. */
    String choice(String name, List<String> values) throws BadQueryException {
        String value = value(name).orElse(values.get(0));
        if (!values.contains(value)) {
            throw new BadQueryException(
                    "Parameter '%s' must be %s. Given: %s.".formatted(name, String.join(" or ", values), shown(value)));
        }
        return value;
    }

    /** Degrees from -{@code most} to {@code most}. */
    List<Double> degrees(String name, String title, int most, int mostElements) throws BadQueryException {
        List<Double> degrees = new ArrayList<>();
        for (String text : list(name, mostElements)) {
            double value = number(text);
            if (!(Math.abs(value) <= most)) {
                throw new BadQueryException(
                        "%s must be in range of -%d to %d°. Given: %s.".formatted(title, most, most, shown(text)));
            }
            degrees.add(value);
        }
        return degrees;
    }

    /** A whole number from 0 to {@code most}, if it is given. */
    Optional<Integer> whole(String name, int most) throws BadQueryException {
        Optional<String> text = value(name);
        if (text.isPresent() && !(text.get().matches("[0-9]{1,6}") && Integer.parseInt(text.get()) <= most)) {
            throw new BadQueryException("Parameter '%s' is invalid. Allowed range 0 to %d. Given: %s."
                    .formatted(name, most, shown(text.get())));
        }
        return text.map(Integer::valueOf);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static String shown(String text) {
        String printable = text.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() > MOST_SHOWN ? printable.substring(0, MOST_SHOWN) + "…" : printable;
    }
}
