package amagumo.server.cli;

import amagumo.ingest.file.AtomicFile;
import amagumo.ingest.jma.JmaRain;
import amagumo.ingest.radar.RadarFrame;
import amagumo.server.source.tiles.RadarCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code amagumo coverage}: writes which cells JMA's radars see; for developers of Amagumo. */
@Command(
        name = "coverage",
        description = "Writes which cells are not missing in one of JMA's 1 km composites.",
        mixinStandardHelpOptions = true,
        hidden = true)
final class CoverageCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "COMPOSITE", description = "A file with JMA's 5-minute rain composite.")
    private Path composite;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to write the cells, as GRIB2.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        RadarFrame frame = JmaRain.read(composite.toString(), Files.readAllBytes(composite), Optional.empty())
                .get(0)
                .frame();
        byte[] bytes = RadarCoverage.file(frame);
        AtomicFile.replace(file, out -> Files.write(out, bytes));
        return 0;
    }
}
