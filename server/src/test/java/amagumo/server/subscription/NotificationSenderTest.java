package amagumo.server.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.server.SettableClock;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.database.Database;
import amagumo.server.outgoing.HttpPost;
import amagumo.server.outgoing.Outgoing;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When notifications are sent, and who waits for whom, with real receivers. */
@Timeout(120)
class NotificationSenderTest {

    /** Ten at night in Japan. */
    private static final Instant NIGHT = Instant.parse("2024-03-01T13:00:00Z");

    private static final Instant MORNING = Instant.parse("2024-03-01T22:00:00Z");
    private static final QuietHours SLEEP =
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Asia/Tokyo"));

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(NIGHT.minusSeconds(2));
    private final ExecutorService exchanges = Executors.newCachedThreadPool();
    private Database database;
    private Subscriptions subscriptions;
    private Outgoing outgoing;
    private NotificationSender sender;

    /** A receiver that answers with a status once it may, and who it was told of. */
    private final class Receiver implements AutoCloseable {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final HttpServer server;

        Receiver(CountDownLatch mayAnswer, int status) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(exchanges);
            server.createContext("/", exchange -> {
                told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                try {
                    mayAnswer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        /** Another subscription of it, of which something is to be told from a time on. */
        void isToBeTold(String content, Optional<QuietHours> quiet, Instant from) {
            URI url = URI.create(
                    "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
            Subscription made = Subscription.made(url, 35, 139, 5, 30, quiet, from);
            subscriptions.add(made, Integer.MAX_VALUE).orElseThrow();
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "insert into notifications values (?, ?, ?, 'waiting', 0, ?, '')",
                            "msg_" + content,
                            made.id(),
                            content,
                            from.toEpochMilli()));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @BeforeEach
    void start() throws IOException {
        database = Database.open(DatabaseSettings.EMBEDDED, directory.resolve("state"));
        subscriptions = new Subscriptions(database.jdbi(), SecretSeal.of(directory.resolve("key")));
        outgoing = Outgoing.start();
        HttpPost post = new HttpPost(outgoing, Set.of("127.0.0.1"), true, Duration.ofSeconds(60));
        sender = new Notifier(subscriptions, post, clock).sender(database.jdbi()::useTransaction);
    }

    @AfterEach
    void stop() {
        sender.close();
        outgoing.close();
        database.close();
        exchanges.shutdownNow();
    }

    @Test
    void whatFailedBeforeQuietHoursIsSentAgainAtTheirEndAndNoAttemptIsCountedMeanwhile() throws Exception {
        try (Receiver receiver = new Receiver(new CountDownLatch(0), 500)) {
            receiver.isToBeTold("rain", Optional.of(SLEEP), clock.instant());
            sender.send();
            assertNotNull(receiver.told.poll(60, TimeUnit.SECONDS));
            awaitFailure();
            clock.goOn(Duration.ofSeconds(10)); // the pause of 5 s is over, and it is quiet
            while (!state("msg_rain").equals("waiting 1 " + MORNING)) {
                sender.send();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            clock.goOn(Duration.between(clock.instant(), MORNING).minusMillis(1));
            sender.send();
            assertTrue(receiver.told.isEmpty());
            clock.goOn(Duration.ofMillis(1));
            sender.send();
            assertNotNull(receiver.told.poll(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void nobodyWaitsForTheReceiverOfAnother() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Receiver dead = new Receiver(never, 204);
                Receiver well = new Receiver(new CountDownLatch(0), 204)) {
            for (int i = 0; i < 150; i++) {
                dead.isToBeTold("dead-" + i, Optional.empty(), NIGHT.minusSeconds(60));
            }
            for (int i = 0; i < 3; i++) {
                well.isToBeTold("well-" + i, Optional.empty(), NIGHT.minusSeconds(30));
            }
            while (well.told.size() < 3) {
                long begun = System.nanoTime();
                sender.send();
                assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30), "it waited for a receiver");
                TimeUnit.MILLISECONDS.sleep(20);
            }
            while (dead.told.size() < 2) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            sender.send();
            assertEquals(2, dead.told.size(), "few at a time to one receiver");
        }
    }

    @Test
    void whatFailsIsSentTenTimesByTheScheduleOfStandardWebhooksAndThenGivenUp() throws Exception {
        List<Duration> pauses = Stream.of("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
                .map(Duration::parse)
                .toList();
        try (Receiver receiver = new Receiver(new CountDownLatch(0), 500)) {
            receiver.isToBeTold("rain", Optional.empty(), clock.instant());
            for (int attempts = 1; attempts <= pauses.size(); attempts++) {
                sendUntilItIsTold(receiver);
                Duration pause = pauses.get(attempts - 1);
                assertEquals("waiting %d %s".formatted(attempts, clock.instant().plus(pause)), state("msg_rain"));
                clock.goOn(pause);
            }
            sendUntilItIsTold(receiver);
            String givenUp = "failed 10 " + clock.instant();
            while (!state("msg_rain").equals(givenUp)) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            clock.goOn(Duration.ofDays(30));
            sender.send();
            assertTrue(receiver.told.isEmpty());
        }
    }

    /** What is being sent still when it is due again begins with a later call. */
    private void sendUntilItIsTold(Receiver receiver) throws InterruptedException {
        do {
            sender.send();
        } while (receiver.told.poll(20, TimeUnit.MILLISECONDS) == null);
    }

    private void awaitFailure() throws InterruptedException {
        while (reason("msg_rain").isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String state(String id) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select * from notifications where id = :id")
                .bind("id", id)
                .map((row, context) -> "%s %d %s"
                        .formatted(
                                row.getString("state"),
                                row.getInt("attempts"),
                                Instant.ofEpochMilli(row.getLong("moment"))))
                .one());
    }

    private String reason(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select reason from notifications where id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
    }
}
