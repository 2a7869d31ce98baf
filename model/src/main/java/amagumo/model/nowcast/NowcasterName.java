package amagumo.model.nowcast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The nowcasters that a user may name. */
public enum NowcasterName {
    /** The last frame, unchanged. */
    PERSISTENCE,
    /** Optical flow. */
    ROVER,
    /** Optical flow that loses small scales as it goes. */
    SMOOTHED_ROVER,
    /** The network of a model file. */
    CONVLSTM;

    /** The name as it is typed and as forecasts give it, such as {@code smoothed-rover}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The nowcaster of this name, if it needs no model file. */
    public Optional<Nowcaster> withoutModel() {
        return switch (this) {
            case PERSISTENCE -> Optional.of(new Persistence());
            case ROVER -> Optional.of(new Rover());
            case SMOOTHED_ROVER -> Optional.of(new SmoothedRover());
            case CONVLSTM -> Optional.empty();
        };
    }

    /** The value with exactly this name. */
    public static Optional<NowcasterName> of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.toString().equals(text))
                .findFirst();
    }

    /** All names, for people: {@code persistence, rover, smoothed-rover, convlstm}. */
    public static String all() {
        return Arrays.stream(values()).map(NowcasterName::toString).collect(Collectors.joining(", "));
    }
}
