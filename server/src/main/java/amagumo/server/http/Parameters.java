package amagumo.server.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Query parameters and numbers in addresses. What is not known is refused, never ignored. */
public final class Parameters {

    private static final int MOST_SHOWN = 40;

    private Parameters() {}

    /**
     * @throws ProblemException status 400 if the request has another query parameter, or one of them twice, or what cannot be decoded
     */
    static void allowOnly(Context context, Set<String> names) {
        requireDecodable(context.queryString());
        for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
            if (!names.contains(parameter.getKey())) {
                throw ProblemException.badRequest(
                        "there is no query parameter '%s'".formatted(shown(parameter.getKey())));
            }
            if (parameter.getValue().size() != 1) {
                throw ProblemException.badRequest(
                        "the query parameter '%s' is given more than once".formatted(parameter.getKey()));
            }
        }
    }

    /** Javalin leaves out names and values that it cannot decode. */
    private static void requireDecodable(String query) {
        if (query == null || query.indexOf('%') < 0) {
            return;
        }
        for (String parameter : query.split("&")) {
            try {
                URLDecoder.decode(parameter, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest(
                        "the query parameter '%s' is not percent-encoded as it must be".formatted(shown(parameter)));
            }
        }
    }

    /**
     * A number between two bounds.
     *
     * @throws ProblemException status 400 if it is missing, not a number or out of bounds
     */
    public static double number(Context context, String name, double least, double most) {
        String text = Optional.ofNullable(context.queryParam(name))
                .orElseThrow(() -> ProblemException.badRequest("the query parameter '%s' is missing".formatted(name)));
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw ProblemException.badRequest("'%s' must be a number from %.0f to %.0f".formatted(name, least, most));
        }
        return value;
    }

    /**
     * A whole number between two bounds, if it is given.
     *
     * @throws ProblemException status 400 if it is not a whole number or out of bounds
     */
    public static Optional<Integer> whole(Context context, String name, int least, int most) {
        Optional<String> text = Optional.ofNullable(context.queryParam(name));
        boolean fits = text.isEmpty()
                || text.get().matches("[0-9]{1,9}")
                        && Integer.parseInt(text.get()) >= least
                        && Integer.parseInt(text.get()) <= most;
        if (!fits) {
            throw ProblemException.badRequest("'%s' must be a whole number from %d to %d".formatted(name, least, most));
        }
        return text.map(Integer::valueOf);
    }

    /**
     * A number that counts up from 1, if it is given.
     *
     * @throws ProblemException status 400 if it is not one
     */
    public static OptionalLong serial(Context context, String name) {
        String text = context.queryParam(name);
        return text == null ? OptionalLong.empty() : OptionalLong.of(serial("'%s'".formatted(name), text));
    }

    /**
     * A number that counts up from 1.
     *
     * @param what the number is, as the error calls it
     * @throws ProblemException status 400 if it is not one
     */
    public static long serial(String what, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ProblemException.badRequest("%s must be a whole number of 1 to 18 digits".formatted(what));
        }
        return Long.parseLong(text);
    }

    /**
     * What a word of a few stands for, if it is given.
     *
     * @throws ProblemException status 400 if it is none of them
     */
    public static <T> Optional<T> oneOf(Context context, String name, Map<String, T> meanings) {
        Optional<String> text = Optional.ofNullable(context.queryParam(name));
        if (text.isPresent() && !meanings.containsKey(text.get())) {
            throw ProblemException.badRequest(
                    "'%s' must be one of %s".formatted(name, String.join(", ", new TreeSet<>(meanings.keySet()))));
        }
        return text.map(meanings::get);
    }

    /**
     * The lead time in an address.
     *
     * @throws ProblemException status 400 if it is not a number of minutes
     */
    public static int leadMinutes(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw ProblemException.badRequest("a lead time in an address is a number of minutes");
        }
        return Integer.parseInt(text);
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() > MOST_SHOWN ? printable.substring(0, MOST_SHOWN) + "…" : printable;
    }
}
