package amagumo.server.point;

import java.util.Arrays;

/** How hard it rains, by JMA's terms for the public (雨の強さと降り方; those below 10 mm/h: 予報用語). */
enum Intensity {
    TORRENTIAL(80, "torrential rain", "猛烈な雨"),
    EXTREMELY_HEAVY(50, "extremely heavy rain", "非常に激しい雨"),
    VERY_HEAVY(30, "very heavy rain", "激しい雨"),
    HEAVY(20, "heavy rain", "強い雨"),
    FAIRLY_HEAVY(10, "fairly heavy rain", "やや強い雨"),
    RAIN(3, "rain", "雨"),
    LIGHT(0, "light rain", "弱い雨");

    private final float fromMmH;
    final String english;
    final String japanese;

    Intensity(float fromMmH, String english, String japanese) {
        this.fromMmH = fromMmH;
        this.english = english;
        this.japanese = japanese;
    }

    static Intensity of(float rateMmH) {
        return Arrays.stream(values())
                .filter(intensity -> rateMmH >= intensity.fromMmH)
                .findFirst()
                .orElse(LIGHT);
    }
}
