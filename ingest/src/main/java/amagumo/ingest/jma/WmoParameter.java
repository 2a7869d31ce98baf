package amagumo.ingest.jma;

import java.util.Optional;

/**
 * Names of precipitation and radar parameters, for messages about files that are not read. Source: WMO Manual on Codes,
 * code table 4.2.
 */
final class WmoParameter {

    private WmoParameter() {}

    /** The name of a parameter in English, lower case, if it is one of these; 192 and above are the centres' own. */
    static Optional<String> name(int discipline, int category, int parameter) {
        return Optional.ofNullable(
                switch (discipline << 16 | category << 8 | parameter) {
                    case 1 << 8 | 7 -> "precipitation rate";
                    case 1 << 8 | 8 -> "total precipitation";
                    case 1 << 8 | 49 -> "total water precipitation";
                    case 1 << 8 | 52 -> "total precipitation rate";
                    case 1 << 8 | 65 -> "rain precipitation rate";
                    case 15 << 8 | 1 -> "base reflectivity";
                    case 15 << 8 | 2 -> "base radial velocity";
                    case 15 << 8 | 3 -> "vertically integrated liquid water";
                    case 15 << 8 | 5 -> "precipitation";
                    case 15 << 8 | 6 -> "radar spectra";
                    case 16 << 8 | 3 -> "echo top";
                    case 16 << 8 | 4 -> "reflectivity";
                    case 16 << 8 | 5 -> "composite reflectivity";
                    default -> null;
                });
    }
}
