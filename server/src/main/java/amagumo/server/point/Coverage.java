package amagumo.server.point;

import amagumo.server.forecast.KeptForecast.RateAt;
import java.util.List;

/** Whether radar sees a place, in the words of MET Norway's Nowcast 2.0. */
public enum Coverage {
    /** There are data. */
    OK("ok"),
    /** There were data a few frames ago, or there is no forecast of now. */
    TEMPORARILY_UNAVAILABLE("temporarily unavailable"),
    /** The place is outside the area, or no radar sees it. */
    NO_COVERAGE("no coverage");

    private final String words;

    Coverage(String words) {
        this.words = words;
    }

    /**
     * That of a place.
     *
     * @param observed its rates in the frames that a forecast was made from, oldest first, at least one
     */
    static Coverage of(List<RateAt> observed) {
        if (observed.stream().allMatch(rate -> Float.isNaN(rate.rateMmH()))) {
            return NO_COVERAGE;
        }
        return Float.isNaN(observed.get(observed.size() - 1).rateMmH()) ? TEMPORARILY_UNAVAILABLE : OK;
    }

    /** The words. */
    @Override
    public String toString() {
        return words;
    }
}
