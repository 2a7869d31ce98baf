package amagumo.server.render;

/** How different two colours look: CIEDE2000 (Sharma, Wu and Dalal 2005), of L*, a* and b*. */
final class Ciede2000 {

    private Ciede2000() {}

    static double difference(double[] first, double[] second) {
        double meanChroma = (Math.hypot(first[1], first[2]) + Math.hypot(second[1], second[2])) / 2;
        double stretch = 1 + 0.5 * (1 - Math.sqrt(ratio(meanChroma)));
        double c1 = Math.hypot(stretch * first[1], first[2]);
        double c2 = Math.hypot(stretch * second[1], second[2]);
        double h1 = hue(stretch * first[1], first[2]);
        double h2 = hue(stretch * second[1], second[2]);
        double turn = c1 * c2 == 0 ? 0 : h2 - h1 - 360 * Math.rint((h2 - h1) / 360);
        double hue = c1 * c2 == 0 ? h1 + h2 : h1 + turn / 2;
        double dL = second[0] - first[0];
        double dC = c2 - c1;
        double dH = 2 * Math.sqrt(c1 * c2) * sin(turn / 2);
        double fromMiddle = Math.pow((first[0] + second[0]) / 2 - 50, 2);
        double chroma = (c1 + c2) / 2;
        double t = 1
                - 0.17 * sin(hue - 30 + 90)
                + 0.24 * sin(2 * hue + 90)
                + 0.32 * sin(3 * hue + 6 + 90)
                - 0.20 * sin(4 * hue - 63 + 90);
        double sL = 1 + 0.015 * fromMiddle / Math.sqrt(20 + fromMiddle);
        double sC = 1 + 0.045 * chroma;
        double sH = 1 + 0.015 * chroma * t;
        double wrapped = hue - 360 * Math.floor(hue / 360);
        double rotation = -sin(60 * Math.exp(-Math.pow((wrapped - 275) / 25, 2))) * 2 * Math.sqrt(ratio(chroma));
        return Math.sqrt(
                Math.pow(dL / sL, 2) + Math.pow(dC / sC, 2) + Math.pow(dH / sH, 2) + rotation * (dC / sC) * (dH / sH));
    }

    private static double ratio(double chroma) {
        return Math.pow(chroma, 7) / (Math.pow(chroma, 7) + Math.pow(25, 7));
    }

    private static double hue(double a, double b) {
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }
}
