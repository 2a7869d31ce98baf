package amagumo.server.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSealTest {

    private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aSecretOpensWithTheSameKeyForTheSameSubscriptionAlone() throws IOException {
        SecretSeal seal = SecretSeal.of(directory.resolve("key"));
        String kept = seal.seal("whsec_abc", "sub_1");
        assertFalse(kept.contains("abc"));
        assertNotEquals(kept, seal.seal("whsec_abc", "sub_1"), "the nonce is another one");
        assertEquals(
                Optional.of("whsec_abc"),
                SecretSeal.of(directory.resolve("key")).open(kept, "sub_1"));
        assertEquals(Optional.empty(), seal.open(kept, "sub_2"));
        assertEquals(Optional.empty(), SecretSeal.of(directory.resolve("other")).open(kept, "sub_1"));
        for (int i = 0; i < kept.length(); i++) {
            char other = kept.charAt(i) == 'A'
                    ? 'g'
                    : 'A'; // their highest bits differ; the lowest of the last letter mean nothing
            String changed = kept.substring(0, i) + other + kept.substring(i + 1);
            boolean isName = i < "sealed1:".length();
            assertTrue(isName || seal.open(changed, "sub_1").isEmpty(), "letter " + i);
        }
        for (String torn : new String[] {"sealed1:", "sealed1:AAAA", "sealed1:?"}) {
            assertEquals(Optional.empty(), seal.open(torn, "sub_1"));
        }
    }

    @Test
    void theKeyIsForItsOwnerAloneAndIsNotTakenFromAnOpenOrForeignFile() throws IOException {
        Path key = directory.resolve("key");
        SecretSeal.of(key);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(IOException.class, () -> SecretSeal.of(key));
        Path foreign = Files.writeString(directory.resolve("foreign"), "not a key\n");
        Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rw-------"));
        assertThrows(IOException.class, () -> SecretSeal.of(foreign));
    }

    @Test
    void theDatabaseHoldsNoSecretAndOldOnesAreSealed() throws IOException {
        SecretSeal seal = SecretSeal.of(directory.resolve("key"));
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"))) {
            Subscriptions subscriptions = new Subscriptions(database.jdbi(), seal);
            Subscription made =
                    Subscription.made(URI.create("https://hooks.example/"), 35, 139, 5, 30, Optional.empty(), NOW);
            String added = subscriptions.add(made, 1).orElseThrow();
            assertEquals(Optional.empty(), subscriptions.add(made, 1), "there are as many as may be");
            assertEquals(Optional.of(added), subscriptions.secret(made.id()));
            assertFalse(secret(database).contains(added));

            database.jdbi().useHandle(handle -> handle.execute("update subscriptions set secret = 'whsec_old'"));
            Subscriptions later = new Subscriptions(database.jdbi(), seal);
            assertEquals(Optional.of("whsec_old"), later.secret(made.id()));
            assertFalse(secret(database).contains("old"));
        }
    }

    @Test
    void whatWasToldLongAgoIsForgottenAndWhatWaitsIsNot() throws IOException {
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"))) {
            Subscriptions subscriptions = new Subscriptions(database.jdbi(), SecretSeal.of(directory.resolve("key")));
            database.jdbi().useHandle(handle -> {
                for (String state : new String[] {"waiting", "delivered", "failed"}) {
                    for (long moment : new long[] {NOW.toEpochMilli() - 1, NOW.toEpochMilli()}) {
                        handle.execute(
                                "insert into notifications values (?, 'sub_1', '{}', ?, 1, ?, '')",
                                state + moment,
                                state,
                                moment);
                    }
                }
            });
            subscriptions.forgetBefore(NOW);
            int left = database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from notifications")
                    .mapTo(Integer.class)
                    .one());
            assertEquals(4, left);
            assertEquals(1, subscriptions.due(NOW.minusMillis(1), 10).size());
        }
    }

    @Test
    void whoHasNotListenedForLongTakesNoPlaceAmongSubscriptions() throws IOException {
        try (Database database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"))) {
            Subscriptions subscriptions = new Subscriptions(database.jdbi(), SecretSeal.of(directory.resolve("key")));
            Subscription first =
                    Subscription.made(URI.create("https://gone.example/"), 35, 139, 5, 30, Optional.empty(), NOW);
            Subscription other =
                    Subscription.made(URI.create("https://hooks.example/"), 35, 139, 5, 30, Optional.empty(), NOW);
            subscriptions.add(first, 2).orElseThrow();
            subscriptions.add(other, 2).orElseThrow();
            database.jdbi()
                    .useHandle(
                            handle -> Subscriptions.end(handle, first.id(), "its receiver answered that it is gone"));
            subscriptions.forgetBefore(Instant.EPOCH);
            assertEquals(2, subscriptions.list().size());
            subscriptions.forgetBefore(NOW);
            assertEquals(
                    List.of(other.id()),
                    subscriptions.list().stream().map(Subscription::id).toList());
        }
    }

    private static String secret(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select secret from subscriptions")
                .mapTo(String.class)
                .one());
    }
}
