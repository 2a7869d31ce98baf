package amagumo.server.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.NowcasterName;
import amagumo.server.app.Application;
import amagumo.server.cli.Amagumo;
import amagumo.server.config.NowcasterChoice;
import amagumo.server.config.ServeSettings;
import amagumo.server.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedForecastTest {

    @Test
    void summaryTellsWhatAServerAnsweredOverHttp(@TempDir Path directory) throws Exception {
        String store = directory.resolve("store").toString();
        int status = Amagumo.commandLine()
                .setErr(new PrintWriter(new StringWriter()))
                .setOut(new PrintWriter(new StringWriter()))
                .execute("ingest", "../data-samples", "--store", store);
        assertEquals(0, status);
        NowcasterChoice persistence = new NowcasterChoice(Optional.of(NowcasterName.PERSISTENCE), Optional.empty());
        ServeSettings serve = Settings.defaults()
                .serve()
                .with(Optional.of(Path.of(store)), persistence, Optional.empty(), Optional.of(0))
                .withState(directory);
        ServedForecast served;
        try (Application application = Application.start(Settings.defaults().withServe(serve))) {
            application.firstForecast();
            served = ServedForecast.ask(application.address());
        }
        assertEquals(20, served.pictureBytes().size());
        String summary = served.summary();
        assertTrue(summary.contains("forecast of 2000-07-01T06:00:00Z by persistence, 280 x 300 cells"), summary);
        assertTrue(summary.contains("5 observed and 15 forecast frames"), summary);
        assertEquals(
                20,
                summary.lines()
                        .filter(line -> line.endsWith("mm/h") && line.startsWith("  "))
                        .count());
    }
}
