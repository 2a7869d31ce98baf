package amagumo.server.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What whoever asks for a run of a job may give it: a whole number, by its name. A run that is given none is as the settings say.
 *
 * @param name of 1 to 100 letters, digits, dots, hyphens and underscores
 * @param least the smallest number that it may be, at least 0
 * @param most the largest one
 */
public record RunParameter(String name, int least, int most) {

    private static final int MOST_SHOWN = 60;

    public RunParameter {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("%s from %d to %d".formatted(name, least, most));
        }
    }

    /** Why a run of a job that takes these parameters cannot be given those, in a sentence, if it cannot. */
    static Optional<String> refusal(String job, List<RunParameter> taken, Map<String, String> given) {
        return given.entrySet().stream()
                .filter(one -> taken.stream().noneMatch(parameter -> parameter.takes(one.getKey(), one.getValue())))
                .map(Map.Entry::toString)
                .min(String::compareTo)
                .map(wrong -> "a run of %s takes %s, not %s"
                        .formatted(
                                job,
                                taken.isEmpty()
                                        ? "no parameters"
                                        : taken.stream()
                                                .map(RunParameter::sentence)
                                                .collect(Collectors.joining(" and ")),
                                wrong.length() > MOST_SHOWN ? wrong.substring(0, MOST_SHOWN) + "..." : wrong));
    }

    private boolean takes(String given, String value) {
        return given.equals(name)
                && value.matches("[0-9]{1,9}")
                && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most;
    }

    /** What it takes, such as {@code minutes from 1 to 120}. */
    public String sentence() {
        return "%s from %d to %d".formatted(name, least, most);
    }
}
