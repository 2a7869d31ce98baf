package amagumo.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.NowcasterName;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertEquals("127.0.0.1", serve.server().host());
        assertEquals(8080, serve.server().port());
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
        assertEquals(0, serve.server().port());
        assertEquals("127.0.0.1", serve.server().host());
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
                "serve.prot = 80 | 1: there is no setting 'serve.prot'",
                "server { port = 80 } | 1: there is no setting 'server'",
                "serve { port = 65536 } | 1: serve.port is 65536, but must be a whole number from 0 to 65535",
                "serve { port = -1 } | 1: serve.port is -1, but must be a whole number from 0 to 65535",
                "serve { port = 80.5 } | 1: serve.port is 80.5, but must be a whole number from 0 to 65535",
                "serve { port = 1e99 } | 1: serve.port is 1.0E99, but must be a whole number from 0 to 65535",
                "serve { port = eighty } | 1: serve.port is 'eighty', but must be a whole number from 0 to 65535",
                "serve { port = null } | 1: serve.port is null, but must be a whole number from 0 to 65535",
                "serve { port = [1] } | 1: serve.port is [1], but must be a whole number from 0 to 65535",
                "serve { host = [a] } | 1: serve.host is ['a'], but must be a text",
                "serve { store { a = 1 } } | 1: serve.store is {'a':1}, but must be a text",
                "serve { forecasts.age = 1 minute } | serve.forecasts.age is '1 minute', but must be a duration from 1 h to",
                "serve { forecasts.size = 0 } | serve.forecasts.size is 0, but must be a size from 1 B to",
                "serve { nowcasters = [rover, oracle] } | serve.nowcasters: 'oracle' is not one of persistence, rover",
                "serve { refresh = 10 ms } | 1: serve.refresh is '10 ms', but must be a duration from 1 s to 24 h",
                "serve { refresh = soon } | 1: serve.refresh is 'soon', but must be a duration from 1 s to 24 h",
                "serve { refresh = 1e300 days } | 1: serve.refresh is '1e300 days', but must be a duration from 1 s to 24 h",
                "serve { source.directory.interval = 0 s } | 1: serve.source.directory.interval is '0 s', but must be",
                "serve { source.directory.settle = -1 s } | but must be a duration from 0 s to 24 h",
                "serve { source.directory.area = atlantis } | serve.source.directory.area: no domain is named 'atlantis'",
                "serve { source.http.url = 'ftp://a/{yyyyMMddHHmm}' } | serve.source.http.url: not an address of http or https",
                "serve { source.http.url = 'http://a/{yyyyMMddHH}' } | without {mm}, files 5 min apart have one address",
                "serve { source.http.url = 'http://a/{Y}' } | {Y} is not made of yyyy, MM, dd, HH, mm and ss",
                "serve { source.http.url = 'http://a{yyyyMMddHHmm}/' } | the host may not depend on the time",
                "serve { source.http { in-order = 2 h, skip-older-than = 1 h } } | skip-older-than is '1 h', but must be no less than",
                "serve { source.http { url = 'http://a/{yyyyMMddHHmm}', skip-older-than = 999 d } } | the time of 20000 files at most",
                "serve { source.http.max-size = 1 GiB } | but must be a size from 1 B to 256 MiB",
                "serve { source.http.timeout = 0 s } | but must be a duration from 1 s to 24 h",
                "serve { source.ftp.path = a } | 1: there is no setting 'serve.source.ftp'",
                "serve { nowcaster = oracle } | serve.nowcaster: 'oracle' is not one of persistence, rover, smoothed-rover",
                "serve { live.tiles = nowhere } | serve.live.tiles: 'nowhere' is not an address of http or https",
                "serve { live.tiles = null } | serve.live.tiles is null, but must be an address of http or https",
                "serve { live.private-addresses = 2 } | private-addresses is 2, but must be true or false",
                "serve { http.read = all } | 1: serve.http.read is 'all', but must be public or key",
                "serve { http.read = key } | 1: serve.http.read is 'key', but must be public while there is no key-file",
                "serve { http.trusted-proxies = [proxy] } | 'proxy' is not a block of addresses such as 10.0.0.0/8",
                "serve { http.trusted-proxies = [10.0.0.0/33] } | 10.0.0.0 has no first 33 bits",
                "serve { http.limits.burst = 0 } | serve.http.limits.burst is 0, but must be a whole number from 1 to 1000000",
                "retention { min-free = -1 GiB } | must be a size from 0 B to 1073741824 MiB",
                "retention { min-free = much } | 1: retention.min-free is 'much', but must be a size",
                "jobs { catch-up.dance = 2 } | 1: there is no setting 'jobs.catch-up.dance'",
                "jobs { skip-older-than { forecast = 1 h } } | 1: there is no setting 'jobs.skip-older-than.forecast'",
                "jobs { catch-up.train = 0 } | 1: jobs.catch-up.train is 0, but must be a whole number from 1 to 1000",
                "jobs { skip-older-than.train = 1 s } | 1: jobs.skip-older-than.train is '1 s', but must be a duration from 60 s",
                "log.format = xml | 1: log.format is 'xml', but must be text or json",
                "database.url = jdbc | 1: database.url: does not begin with jdbc:postgresql:",
                "retention.frames.max-age = 1 h | retention.frames.max-age is '1 h', but must be a duration from 24 h",
                "retention.frames.max-size = 0 | retention.frames.max-size is 0, but must be a size from 1 B",
                "export.destinations = 5 | 1: export.destinations is 5, but must be a list of sections",
                "export.destinations = [{ name = a, formats = [pdf], directory = b }] | 'pdf' is not one of netcdf, grib2, covjson, pictures",
                "export.destinations = [{ name = a, directory = b }] | 1: export.destinations.formats is null, but must be a list",
                "export.destinations = [{ name = a, formats = [], directory = b }] | formats is [], but must be a list of one or more",
                "export.destinations = [{ name = a, formats = [grib2] }] | must be one that has directory, http or s3",
                "export.destinations = [{ name = a, formats = [grib2], directory = b, http = c }] | has directory, http or s3",
                "export.destinations = [{ name = a, formats = [grib2], http = 'http://b' }] | not an address of http or https that ends",
                "export.destinations = [{ name = a, formats = [grib2], s3 = 'http://b/' }] | destinations.region is null, but must be",
                "export.destinations = [{ name = a, formats = [grib2], ftp = b }] | there is no setting 'export.destinations.ftp'",
                "export.destinations = [{ name = '../a', formats = [grib2], directory = b }] | not made of 1 to 100 letters",
                "export.destinations = [{ formats = [grib2], directory = b }] | 1: export.destinations.name is null, but must be",
                "serve = 5 | 1: serve is 5, but must be a section in braces",
                "serve { port = | serve.conf: 1",
                "serve { port = ${nowhere} } | nowhere",
            })
    void whatDoesNotFitIsRefusedInOneLineThatNamesFileAndReason(String text, String reason) throws IOException {
        Path file = file(text.replace('\'', '"'));
        InvalidSettingsException refused = assertThrows(InvalidSettingsException.class, () -> Settings.read(file));
        assertTrue(refused.getMessage().contains("serve.conf"), refused::getMessage);
        assertTrue(refused.getMessage().replace('"', '\'').contains(reason), refused::getMessage);
        assertFalse(refused.getMessage().contains("\n"), refused::getMessage);
    }

    @Test
    void variablesThatCommandsTakeSettingsFromAreNamed() {
        assertEquals(
                List.of("AMAGUMO_DATABASE_URL"),
                Settings.variablesIn(Map.of(
                        "AMAGUMO_DATABASE_URL", "jdbc:postgresql://db/a",
                        "AMAGUMO_SERVE_PORT", "",
                        "AMAGUMO_JAVA_OPTIONS", "-Xmx4g")));
    }

    @Test
    void aVariableOfTheEnvironmentWinsOverTheFile() throws IOException {
        Path file = file("serve { port = 1, credit = file, http.trusted-proxies = [192.0.2.1] }");
        Settings settings = Settings.load(
                Optional.of(file),
                Map.of(
                        "AMAGUMO_SERVE_PORT", "2",
                        "AMAGUMO_SERVE_CREDIT", "",
                        "AMAGUMO_SERVE_SOURCE_DIRECTORY_INTERVAL", "7 seconds",
                        "AMAGUMO_SERVE_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, ::1",
                        "AMAGUMO_LOG_FORMAT", "json"));
        assertEquals(2, settings.serve().server().port());
        assertEquals("file", settings.serve().credit(), "an empty variable is none");
        assertEquals(Duration.ofSeconds(7), settings.serve().directory().interval());
        assertEquals(
                List.of(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("::1")),
                settings.serve().server().trustedProxies());
        assertEquals(LogSettings.Format.JSON, settings.log().format());
    }

    @Test
    void aJobHasItsOwnLimitsFromFileAndEnvironment() throws IOException {
        Path file = file("jobs { catch-up.train = 3, skip-older-than { export = null, promote = 2 days } }");
        Settings settings =
                Settings.load(Optional.of(file), Map.of("AMAGUMO_JOBS_SKIP_OLDER_THAN_TRAIN", "90 minutes"));
        assertEquals(Map.of("train", 3, "prune", 1), settings.jobs().catchUp());
        assertEquals(
                Map.of("train", Duration.ofMinutes(90), "promote", Duration.ofDays(2)),
                settings.jobs().skipOlderThan());
        assertTrue(settings.listing().contains("jobs.skip-older-than.export = null  # %s: 1".formatted(file)));
        assertTrue(settings.listing().contains("jobs.catch-up.prune = 1"), settings.listing()::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AMAGUMO_SERVE_PROT | 80 | there is no setting for the environment variable AMAGUMO_SERVE_PROT",
                "AMAGUMO_SERVE_PROT | '' | there is no setting for the environment variable AMAGUMO_SERVE_PROT",
                "AMAGUMO_SERVE_PORT | x | environment variable AMAGUMO_SERVE_PORT: serve.port is \"x\", but must be a whole"
                        + " number from 0 to 65535",
            })
    void aVariableThatDoesNotFitIsRefusedByName(String name, String value, String message) {
        InvalidSettingsException refused = assertThrows(
                InvalidSettingsException.class, () -> Settings.load(Optional.empty(), Map.of(name, value)));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void variablesOfOthersArePassedOver() throws IOException {
        assertEquals(
                Settings.defaults(),
                Settings.load(
                        Optional.empty(),
                        Map.of("AMAGUMO_BACKEND", "cuda", "AMAGUMO_JAVA_OPTIONS", "-Xmx1g", "SERVE_PORT", "1")));
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        ConfigObject reference = ConfigFactory.parseResources(Settings.class.getClassLoader(), "reference.conf")
                .root();
        assertEquals(
                Settings.defaults().listing().size(),
                Environment.keys(reference).size());
    }

    @Test
    void theListingTellsWhereAValueStandsAndNoSecret() throws IOException {
        Path file = file(
                """
                serve.port = 81
                database { url = "jdbc:postgresql://db/rain?user=me&password=secret1", password-file = passwords }
                """);
        List<String> listing = Settings.load(
                        Optional.of(file), Map.of("AMAGUMO_SERVE_LIVE_TILES", "https://me:secret2@tiles.example/x"))
                .listing();
        assertTrue(listing.contains("serve.port = 81  # %s: 1".formatted(file)), listing::toString);
        assertTrue(listing.contains("serve.host = \"127.0.0.1\""), listing::toString);
        assertTrue(listing.contains("database.password-file = \"passwords\"  # %s: 2".formatted(file)));
        assertTrue(
                listing.contains("serve.live.tiles = \"https://me:***@tiles.example/x\""
                        + "  # environment variable AMAGUMO_SERVE_LIVE_TILES"),
                listing::toString);
        assertFalse(listing.toString().contains("secret"), listing::toString);
    }

    @Test
    void missingFileIsSaidToBeMissing() {
        assertThrows(NoSuchFileException.class, () -> Settings.read(directory.resolve("nothing.conf")));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("serve.conf"), text);
    }

    @Test
    void aHostThatASettingNamesMustBeOnTheListOfHostsIfThereIsOne() throws Exception {
        String source = "serve { store = s, source.http.url = \"http://Radar.example/{yyyyMMddHHmm}\" }\n";
        String destination =
                "export.destinations = [{ name = out, formats = [netcdf], http = \"https://out.example/\" }]\n";
        assertEquals(Optional.empty(), Settings.read(file(source + destination)).contradiction());
        assertEquals(
                Optional.empty(),
                Settings.read(file(source + destination + "outgoing.hosts = [radar.EXAMPLE, out.example]"))
                        .contradiction());
        assertEquals(
                Optional.of("outgoing.hosts does not have out.example, which the destination out names"),
                Settings.read(file(source + destination + "outgoing.hosts = [radar.example]"))
                        .contradiction());
        assertEquals(
                Optional.of("outgoing.hosts does not have Radar.example, which serve.source.http.url names"),
                Settings.read(file(source + "outgoing.hosts = [out.example]")).contradiction());
    }
}
