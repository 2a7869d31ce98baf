package amagumo.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.RawHttp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String KEY = "key-of-a-reader-0123456789abcdef-0";
    private static final String OTHER_KEY = "key-of-a-reader-0123456789abcdef-1";
    private static final String TOKEN = "token-of-an-operator-0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void withoutSettingsEverybodyReadsAndNobodyChangesAnything() throws Exception {
        try (SmallServer server = new SmallServer(directory, "")) {
            HttpResponse<String> read = server.get("/read");
            assertEquals(200, read.statusCode());
            assertEquals("public, max-age=31536000, immutable", header(read, "Cache-Control"));
            assertEquals(200, server.get("/").statusCode());
            assertEquals(200, server.get("/operations").statusCode());
            HttpResponse<String> mistaken = server.get("/operations", "Authorization", "Bearer " + TOKEN);
            assertEquals(403, mistaken.statusCode());
            assertTrue(mistaken.body().contains("the server has no tokens"), mistaken::body);
            for (String[] headers : new String[][] {{}, {"Authorization", "Bearer " + TOKEN}}) {
                HttpResponse<String> change = server.post("/changes", "x", headers);
                assertEquals(403, change.statusCode());
                assertTrue(change.body().contains("the server has no tokens"), change::body);
            }
        }
    }

    @Test
    void whereReadingNeedsAKeyItOpensWhatIsReadAndNothingElse() throws Exception {
        try (SmallServer server = new SmallServer(directory, "read = key, " + files())) {
            for (String path : new String[] {"/read", "/", "/js/main.js"}) {
                HttpResponse<String> refused = server.get(path);
                assertEquals(401, refused.statusCode(), path);
                assertEquals("application/problem+json", header(refused, "Content-Type"));
                assertEquals(
                        List.of("Bearer realm=\"amagumo\"", "Basic realm=\"amagumo\", charset=\"UTF-8\""),
                        refused.headers().allValues("WWW-Authenticate"));
                assertEquals(
                        200, server.get(path, "Authorization", "Bearer " + KEY).statusCode());
                assertEquals(
                        200,
                        server.get(path, "Authorization", "bearer " + OTHER_KEY).statusCode());
                assertEquals(
                        200,
                        server.get(path, "Authorization", basic("anybody", KEY)).statusCode());
                assertEquals(
                        200,
                        server.get(path, "Authorization", "Bearer " + TOKEN).statusCode());
            }
            assertEquals(200, server.get("/open").statusCode());
            assertEquals(
                    401,
                    server.post("/changes", "x", "Authorization", "Bearer " + KEY)
                            .statusCode());
            assertEquals(
                    404,
                    server.get("/nothing", "Authorization", "Bearer " + KEY).statusCode());
        }
    }

    @Test
    void browsersAreToldWhetherPagesOfOtherSitesMayReadWithHeadersOfTheirOwn() throws Exception {
        try (SmallServer server = new SmallServer(directory, "")) {
            RawHttp.Answer asked = RawHttp.send(server.address(), "OPTIONS", "/read");
            assertEquals(204, asked.status());
            assertEquals("GET, HEAD, OPTIONS", asked.header("allow"));
            assertEquals("*", asked.header("access-control-allow-origin"));
            assertEquals("GET, HEAD, OPTIONS", asked.header("access-control-allow-methods"));
            assertEquals("*", asked.header("access-control-allow-headers"));
            for (String path : new String[] {"/changes", "/operations", "/open"}) {
                RawHttp.Answer refused = RawHttp.send(server.address(), "OPTIONS", path);
                assertEquals(405, refused.status(), path);
                assertEquals(path.equals("/changes") ? "POST" : "GET, HEAD", refused.header("allow"));
                assertEquals("", refused.header("access-control-allow-origin"), path);
            }
        }
        try (SmallServer server = new SmallServer(directory, "read = key, " + files())) {
            RawHttp.Answer asked = RawHttp.send(server.address(), "OPTIONS", "/read");
            assertEquals(401, asked.status());
            assertEquals("", asked.header("access-control-allow-origin"));
        }
    }

    @Test
    void whatNeedsAKeyIsNotKeptByCachesThatSeveralShare() throws Exception {
        try (SmallServer server = new SmallServer(directory, "read = key, " + files())) {
            HttpResponse<String> read = server.get("/read", "Authorization", "Bearer " + KEY);
            assertEquals("private, max-age=31536000, immutable", header(read, "Cache-Control"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer key-of-a-reader-0123456789abcdef-",
                "Bearer key-of-a-reader-0123456789abcdef-00",
                "Bearer KEY-OF-A-READER-0123456789ABCDEF-0",
                "Basic !!!",
                "Basic a2V5",
                "Digest username=x",
                "key-of-a-reader-0123456789abcdef-0"
            })
    void whatIsNotAKeyIsRefused(String authorization) throws Exception {
        try (SmallServer server = new SmallServer(directory, "read = key, " + files())) {
            assertEquals(
                    401, server.get("/read", "Authorization", authorization).statusCode());
        }
    }

    @Test
    void whoChangesSomethingNeedsATokenThatNoBrowserSendsByItself() throws Exception {
        try (SmallServer server = new SmallServer(directory, files())) {
            HttpResponse<String> asked = server.post("/changes", "x");
            assertEquals(401, asked.statusCode());
            assertEquals("Bearer realm=\"amagumo\"", header(asked, "WWW-Authenticate"));
            HttpResponse<String> wrong = server.post("/changes", "x", "Authorization", "Bearer " + TOKEN + "0");
            assertEquals(401, wrong.statusCode());
            assertEquals("Bearer realm=\"amagumo\", error=\"invalid_token\"", header(wrong, "WWW-Authenticate"));
            assertEquals(
                    401,
                    server.post("/changes", "x", "Authorization", basic("me", TOKEN))
                            .statusCode());
            HttpResponse<String> done = server.post("/changes", "雨", "Authorization", "Bearer " + TOKEN);
            assertEquals(200, done.statusCode());
            assertEquals("雨", done.body());
        }
    }

    @ParameterizedTest
    @CsvSource({"/read?token=", "/read?ACCESS_TOKEN=", "/?key=", "/open?api_key=", "/door?apikey="})
    void aSecretInAnAddressIsRefusedAndNotRepeated(String path) throws Exception {
        try (SmallServer server = new SmallServer(directory, "read = key, " + files())) {
            HttpResponse<String> answer = server.get(path + KEY, "Authorization", "Bearer " + KEY);
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("never in an address"), answer::body);
            assertFalse(answer.body().contains(KEY));
        }
    }

    @Test
    void clientsOfOtherServicesMayAddTheirKeysWhileReadingNeedsNone() throws Exception {
        try (SmallServer server = new SmallServer(directory, "")) {
            assertEquals(200, server.get("/door?apikey=theirs").statusCode());
            assertEquals(400, server.get("/read?apikey=theirs").statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8080, 200",
        "127.0.0.1:8080, 200",
        "127.1.2.3, 200",
        "[::1]:8080, 200",
        "evil.example, 401",
        "localhost.evil.example:8080, 401",
        "127.0.0.1.evil.example, 401",
        "192.0.2.7, 401"
    })
    void operationsAreNotForPagesWhoseNameLeadsToThisMachine(String host, int status) throws Exception {
        try (SmallServer server = new SmallServer(directory, files())) {
            String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
            assertEquals(
                    status,
                    RawHttp.exchange(server.address(), request.formatted("/operations", host))
                            .status());
            assertEquals(
                    200,
                    RawHttp.exchange(server.address(), request.formatted("/open", host))
                            .status());
        }
    }

    @Test
    void operationsAreForThisMachineButNotForWhomAProxyOnItAsks() throws Exception {
        try (SmallServer server = new SmallServer(directory, files())) {
            assertEquals(200, server.get("/operations").statusCode());
            assertEquals(
                    401,
                    server.get("/operations", "Authorization", "Bearer " + TOKEN + "0")
                            .statusCode());
            assertEquals(
                    401,
                    server.get("/operations", "X-Forwarded-For", "127.0.0.1").statusCode());
            assertEquals(
                    401, server.get("/operations", "Forwarded", "for=127.0.0.1").statusCode());
            for (String sign : List.of("Via", "X-Real-IP", "X-Forwarded-Proto")) {
                assertEquals(401, server.get("/operations", sign, "1.1 proxy").statusCode(), sign);
            }
            assertEquals(
                    200,
                    server.get("/operations", "X-Forwarded-For", "192.0.2.7", "Authorization", "Bearer " + TOKEN)
                            .statusCode());
        }
        try (SmallServer server = new SmallServer(directory, files() + ", trusted-proxies = [127.0.0.1]")) {
            assertEquals(
                    401,
                    server.get("/operations", "X-Forwarded-For", "192.0.2.7").statusCode());
            assertEquals(
                    401,
                    server.get("/operations", "X-Forwarded-For", "127.0.0.1").statusCode());
        }
        try (SmallServer server = new SmallServer(directory, files() + ", operations = token")) {
            assertEquals(401, server.get("/operations").statusCode());
            assertEquals(
                    200,
                    server.get("/operations", "Authorization", "Bearer " + TOKEN)
                            .statusCode());
        }
    }

    @Test
    void whoeverMayReadMayLookWhereThatIsSetButNotAtSecrets() throws Exception {
        String proxied = "X-Forwarded-For";
        try (SmallServer server = new SmallServer(directory, files() + ", operations = read")) {
            assertEquals(200, server.get("/operations", proxied, "192.0.2.7").statusCode());
            assertEquals(401, server.get("/receivers").statusCode());
            assertEquals(
                    200,
                    server.get("/receivers", "Authorization", "Bearer " + TOKEN).statusCode());
            assertEquals(401, server.post("/changes", "x").statusCode());
            assertEquals(
                    401,
                    server.get("/operations", "Authorization", "Bearer " + TOKEN + "0")
                            .statusCode(),
                    "whoever mistypes a token is told so");
        }
        try (SmallServer server = new SmallServer(directory, files() + ", operations = read, read = key")) {
            HttpResponse<String> asked = server.get("/operations");
            assertEquals(401, asked.statusCode());
            assertTrue(asked.body().contains("a key is needed"), asked::body);
            assertEquals(2, asked.headers().allValues("WWW-Authenticate").size(), "a browser asks its user");
            for (String given : List.of(basic("me", KEY), "Bearer " + KEY, "Bearer " + TOKEN)) {
                assertEquals(
                        200, server.get("/operations", "Authorization", given).statusCode());
            }
            assertEquals(
                    401,
                    server.get("/receivers", "Authorization", basic("me", KEY)).statusCode());
        }
        try (SmallServer server = new SmallServer(directory, files())) {
            assertEquals(200, server.get("/receivers").statusCode());
            assertEquals(401, server.get("/receivers", proxied, "192.0.2.7").statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rw-r--r-- | token-of-an-operator-0123456789abcdef | every user of this machine may read or change it",
                "rw-----w- | token-of-an-operator-0123456789abcdef | every user of this machine may read or change it",
                "rw------- | short | a token has 32 to 512 letters",
                "rw------- | token of an operator 0123456789 abcdef | a token has 32 to 512 letters",
                "rw------- | '# nothing' | there is no secret in it"
            })
    void aFileOfTokensThatIsNotSecretOrNotOfTokensIsOneSentence(String permissions, String text, String reason)
            throws IOException {
        Path file = Files.writeString(directory.resolve("tokens"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        IOException refused = assertThrows(
                IOException.class, () -> new SmallServer(directory, "token-file = \"%s\"".formatted(file)));
        assertTrue(refused.getMessage().startsWith(file + ": "), refused::getMessage);
        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
        assertFalse(refused.getMessage().contains("\n"));
        assertFalse(refused.getMessage().contains("operator"), refused::getMessage);
    }

    @Test
    void aFileOfTokensThatIsMissingIsSaidToBe() {
        assertThrows(NoSuchFileException.class, () -> new SmallServer(directory, "token-file = nowhere"));
    }

    private String files() throws IOException {
        return "key-file = \"%s\", token-file = \"%s\""
                .formatted(secret("keys", "# readers\n" + KEY + "\n\n" + OTHER_KEY + "\n"), secret("tokens", TOKEN));
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String basic(String user, String password) {
        String both = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
