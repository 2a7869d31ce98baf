package amagumo.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.NowcasterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    private Path directory;

    @Test
    void defaultsListenOnThisMachineAlone() {
        ServeSettings serve = Settings.defaults().serve();
        assertEquals("127.0.0.1", serve.host());
        assertEquals(8080, serve.port());
        assertEquals(Optional.empty(), serve.store());
        assertEquals(NowcasterChoice.NONE, serve.nowcaster());
    }

    @Test
    void fileNamesOnlyWhatDiffers() throws IOException {
        ServeSettings serve = Settings.read(
                        file(
                                """
                        serve {
                          store = "/data/kanto" # where ingest writes
                          nowcaster = rover
                          refresh = 2 minutes
                        }
                        serve.port = 0
                        """))
                .serve();
        assertEquals(Optional.of(Path.of("/data/kanto")), serve.store());
        assertEquals(Optional.of(NowcasterName.ROVER), serve.nowcaster().name());
        assertEquals(Duration.ofMinutes(2), serve.refresh());
        assertEquals(0, serve.port());
        assertEquals("127.0.0.1", serve.host());
    }

    @Test
    void emptyFileIsTheDefaults() throws IOException {
        assertEquals(Settings.defaults(), Settings.read(file("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "serve.prot = 80 | there is no setting 'serve.prot'",
                "server { port = 80 } | there is no setting 'server'",
                "serve { port = 65536 } | 65536 is not between 0 and 65535",
                "serve { port = -1 } | -1 is not between 0 and 65535",
                "serve { port = eighty } | port has type STRING rather than NUMBER",
                "serve { keep-forecasts = 0 } | 0 is not between 1 and 1000",
                "serve { refresh = 10 ms } | less than 1 s",
                "serve { source.directory.interval = 0 s } | less than 1 s",
                "serve { source.directory.settle = -1 s } | less than 0 s",
                "serve { source.directory.area = atlantis } | no domain is named 'atlantis'",
                "serve { source.http.url = \"ftp://a/{yyyyMMddHHmm}\" } | not an address of http or https",
                "serve { source.http.url = \"http://a/{yyyyMMddHH}\" } | without {mm}, files 5 min apart have one address",
                "serve { source.http.url = \"http://a/{Y}\" } | {Y} is not made of yyyy, MM, dd, HH, mm and ss",
                "serve { source.http.url = \"http://a{yyyyMMddHHmm}/\" } | the host may not depend on the time",
                "serve { source.http { in-order = 2 h, skip-older-than = 1 h } } | less than in-order",
                "serve { source.http { url = \"http://a/{yyyyMMddHHmm}\", skip-older-than = 999 d } } | more than 20000 files",
                "serve { source.http.max-size = 1 GiB } | not between 1 octet and 256 MiB",
                "serve { source.http.timeout = 0 s } | less than 1 s",
                "serve { source.ftp.path = a } | there is no setting 'serve.source.ftp'",
                "serve { nowcaster = oracle } | 'oracle' is not one of persistence, rover, smoothed-rover, convlstm",
                "serve = 5 | serve has type NUMBER rather than OBJECT",
                "serve { port = | serve.conf: 1",
                "serve { port = ${nowhere} } | nowhere",
            })
    void whatDoesNotFitIsRefusedInOneLineThatNamesFileAndReason(String text, String reason) throws IOException {
        Path file = file(text);
        InvalidSettingsException refused = assertThrows(InvalidSettingsException.class, () -> Settings.read(file));
        assertTrue(refused.getMessage().contains("serve.conf"), refused::getMessage);
        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
        assertFalse(refused.getMessage().contains("\n"), refused::getMessage);
    }

    @Test
    void missingFileIsSaidToBeMissing() {
        assertThrows(NoSuchFileException.class, () -> Settings.read(directory.resolve("nothing.conf")));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("serve.conf"), text);
    }
}
