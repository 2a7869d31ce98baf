package amagumo.ingest.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An invented rain event: a front that moves east with showers along it and storm cells ahead of it that are born, grow
 * and decay while the wind carries them to the north-east. All of it is a function of seed, place and time and the same
 * on every machine. It looks like rain; it is not physics.
 *
 * <p>Places are in km east and north of the domain's south-west corner, times in minutes from the event's beginning.
 */
final class SyntheticStorm {

    /** A field of rain. */
    @FunctionalInterface
    interface Rates {
        /** Rain rate at a place, mm/h. */
        double at(double x, double y);
    }

    private static final double WIND_EAST_KM_H = 38;
    private static final double WIND_NORTH_KM_H = 17;
    private static final double FRONT_KM_H = 30;
    private static final int CELLS = 46;

    private final FractalNoise texture;
    private final FractalNoise shapeEast;
    private final FractalNoise shapeNorth;
    private final FractalNoise meander;
    private final List<StormCell> cells = new ArrayList<>();

    /**
     * A storm cell.
     *
     * @param born when it is born, minutes
     * @param life how long it lives, minutes
     * @param east where it is born
     * @param north where it is born
     * @param eastKmH its motion to the east
     * @param northKmH its motion to the north
     * @param radiusKm its radius at its largest
     * @param peakMmH its peak rate at its strongest
     */
    private record StormCell(
            double born,
            double life,
            double east,
            double north,
            double eastKmH,
            double northKmH,
            double radiusKm,
            double peakMmH) {

        /** What it looks like at {@code minutes}. */
        Optional<Shower> at(double minutes) {
            double age = (minutes - born) / life;
            if (age <= 0 || age >= 1) {
                return Optional.empty();
            }
            double hours = (minutes - born) / 60;
            // It grows fast and decays slowly: it is strongest after a third of its life.
            double strength = 6.75 * age * (1 - age) * (1 - age);
            return Optional.of(new Shower(
                    east + eastKmH * hours,
                    north + northKmH * hours,
                    radiusKm * (0.6 + 0.4 * strength),
                    peakMmH * strength));
        }
    }

    /** A storm cell at one time: where it is, how large and how strong. */
    private record Shower(double x, double y, double radius, double peak) {

        double rate(double atX, double atY) {
            double dx = (atX - x) / radius;
            double dy = (atY - y) / radius;
            double squared = dx * dx + dy * dy;
            return squared > 9 ? 0 : peak * StrictMath.exp(-1.4 * squared);
        }
    }

    /**
     * @param widthKm width of the domain
     * @param heightKm height of the domain
     * @param minutes how long the event lasts
     */
    SyntheticStorm(long seed, double widthKm, double heightKm, int minutes) {
        Random random = new Random(seed);
        texture = new FractalNoise(random.nextLong(), 6, 55, 60);
        shapeEast = new FractalNoise(random.nextLong(), 3, 22, 45);
        shapeNorth = new FractalNoise(random.nextLong(), 3, 22, 45);
        meander = new FractalNoise(random.nextLong(), 1, 110, 120);
        for (int i = 0; i < CELLS; i++) {
            double life = 35 + 55 * random.nextDouble();
            cells.add(new StormCell(
                    -40 + (minutes + 20) * random.nextDouble(),
                    life,
                    -0.25 * widthKm + 1.1 * widthKm * random.nextDouble(),
                    -0.1 * heightKm + 1.05 * heightKm * random.nextDouble(),
                    WIND_EAST_KM_H + 5 * random.nextGaussian(),
                    WIND_NORTH_KM_H + 5 * random.nextGaussian(),
                    4 + 7 * random.nextDouble(),
                    15 + 85 * random.nextDouble() * random.nextDouble()));
        }
    }

    /** The rain rates at one time, in minutes. */
    Rates at(double minutes) {
        double hours = minutes / 60;
        List<Shower> showers =
                cells.stream().flatMap(cell -> cell.at(minutes).stream()).toList();
        return (x, y) -> {
            // The air's own coordinates: what is fixed in them moves with the wind.
            double airX = x - WIND_EAST_KM_H * hours;
            double airY = y - WIND_NORTH_KM_H * hours;
            double noise = texture.at(airX, airY, minutes);
            // Edges of showers are ragged: the place is displaced a little before it is looked up.
            double shakenX = x + 11 * shapeEast.at(airX, airY, minutes);
            double shakenY = y + 11 * shapeNorth.at(airX, airY, minutes);
            double convective = 0;
            for (Shower shower : showers) {
                convective += shower.rate(shakenX, shakenY);
            }
            return front(shakenX, shakenY, minutes, noise) + convective * StrictMath.exp(0.9 * noise);
        };
    }

    /**
     * A band of light rain that leans to the west, with showers in it, a wide tail behind it and a sharp edge ahead of
     * it.
     */
    private double front(double x, double y, double minutes, double noise) {
        double line = 25 + FRONT_KM_H * minutes / 60 + 0.35 * y + 28 * meander.at(x, y, minutes);
        double ahead = x - line;
        double width = ahead > 0 ? 14 : 42;
        double band = StrictMath.exp(-ahead * ahead / (width * width));
        double wet = band + 0.75 * noise - 0.35;
        return wet <= 0 ? 0 : 5 * wet * StrictMath.exp(1.9 * noise + 0.9 * band);
    }
}
