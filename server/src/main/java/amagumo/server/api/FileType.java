package amagumo.server.api;

import amagumo.server.export.CoverageJson;
import amagumo.server.export.ForecastFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the API answers with. */
enum FileType {
    NETCDF(ForecastFormat.NETCDF, "application/x-netcdf", "application/netcdf"),
    GRIB2(ForecastFormat.GRIB2, "application/wmo-grib2", "application/x-grib2"),
    COVERAGE_JSON(ForecastFormat.COVJSON, CoverageJson.MEDIA_TYPE, "application/vnd.cov+json", "application/json");

    private final ForecastFormat format;
    private final List<String> mediaTypes;

    FileType(ForecastFormat format, String... mediaTypes) {
        this.format = format;
        this.mediaTypes = List.of(mediaTypes);
    }

    ForecastFormat format() {
        return format;
    }

    /** What an answer says that it is. */
    String mediaType() {
        return mediaTypes.get(0);
    }

    /** What the name of a file ends in, such as {@code .nc}. */
    String suffix() {
        return format.suffix();
    }

    /** A range of media types that a client takes, and how much it likes them, 0 to 1. */
    private record Liked(String range, double much) {

        static Optional<Liked> parse(String text) {
            String[] parts = text.split(";");
            double much = Stream.of(parts)
                    .map(String::strip)
                    .filter(part -> part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)"))
                    .map(part -> Double.parseDouble(part.substring(2)))
                    .findFirst()
                    .orElse(1.0);
            return much > 0
                    ? Optional.of(new Liked(parts[0].strip().toLowerCase(Locale.ROOT), much))
                    : Optional.empty();
        }
    }

    /**
     * What a client likes best (RFC 9110, 12.5.1).
     *
     * @param accept the header {@code Accept}; null takes anything
     * @return nothing if it takes none of them
     */
    static Optional<FileType> liked(String accept) {
        List<Liked> likes = new ArrayList<>();
        for (String text : accept == null ? new String[] {"*/*"} : accept.split(",")) {
            Liked.parse(text).ifPresent(likes::add);
        }
        return likes.stream()
                .sorted(Comparator.comparingDouble(Liked::much).reversed())
                .flatMap(liked -> Stream.of(values()).filter(type -> type.isIn(liked.range())))
                .findFirst();
    }

    private boolean isIn(String range) {
        return range.equals("*/*") || range.equals("application/*") || mediaTypes.contains(range);
    }
}
