package amagumo.server.export;

import amagumo.model.nowcast.Nowcast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;

/** The file formats of a forecast; the name of the output says which. */
public enum ForecastFormat {
    /** One NetCDF file. */
    NETCDF(".nc") {
        @Override
        public void write(Path output, Nowcast nowcast, String provenance, IntConsumer written) throws IOException {
            ForecastFiles.netcdf(output, nowcast, provenance, written);
        }
    },
    /** One GRIB2 file. */
    GRIB2(".grib2") {
        @Override
        public void write(Path output, Nowcast nowcast, String provenance, IntConsumer written) throws IOException {
            ForecastFiles.grib2(output, nowcast, written);
        }
    },
    /** One CoverageJSON file. */
    COVJSON(".covjson") {
        @Override
        public void write(Path output, Nowcast nowcast, String provenance, IntConsumer written) throws IOException {
            ForecastFiles.coverageJson(output, nowcast, provenance, written);
        }
    },
    /** A directory of PNGs. */
    PICTURES("") {
        @Override
        public void write(Path output, Nowcast nowcast, String provenance, IntConsumer written) throws IOException {
            ForecastFiles.pictures(output, nowcast, written);
        }
    };

    private final String suffix;

    ForecastFormat(String suffix) {
        this.suffix = suffix;
    }

    /** What the name of its file ends in; that of its directory in nothing. */
    public String suffix() {
        return suffix;
    }

    /**
     * The format that an output's name asks for.
     *
     * @throws IllegalArgumentException if it asks for none of them
     */
    public static ForecastFormat of(String output) {
        String name = output.toLowerCase(Locale.ROOT);
        if (name.endsWith("/") || Files.isDirectory(Path.of(output))) {
            return PICTURES;
        }
        if (name.endsWith(".nc")) {
            return NETCDF;
        }
        if (name.endsWith(".grib2") || name.endsWith(".bin")) {
            return GRIB2;
        }
        if (name.endsWith(".covjson")) {
            return COVJSON;
        }
        throw new IllegalArgumentException(
                "the output must end in .nc, .grib2, .bin, .covjson or /, not '%s'".formatted(output));
    }

    /**
     * Computes the leads of a forecast and writes them.
     *
     * @param provenance as {@link SeriesFile}'s; of GRIB2 and of pictures no reader shows a text
     * @param written told of each lead (1 and up) once it is written
     */
    public abstract void write(Path output, Nowcast nowcast, String provenance, IntConsumer written) throws IOException;
}
