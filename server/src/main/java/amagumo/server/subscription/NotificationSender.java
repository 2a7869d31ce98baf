package amagumo.server.subscription;

import amagumo.server.database.Storing;
import amagumo.server.outgoing.HttpPost;
import amagumo.server.outgoing.OutgoingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications, a few at a time and few of them to one receiver, so that nobody waits for the receiver of another: neither
 * those who are to be told, nor who looks at forecasts. Closing it gives up what is being sent. For one thread.
 */
public final class NotificationSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
    private static final int AT_ONCE = 8;
    private static final int TO_ONE_RECEIVER = 2;

    /** More than are due at a time, so that those of one receiver do not hide the others'. */
    private static final int MOST_DUE = 1000;

    private static final int MOST_REASON = 1000;

    /** The receiver wants no more, as Standard Webhooks have it. */
    private static final int GONE = 410;

    private final Subscriptions subscriptions;
    private final HttpPost post;
    private final Clock clock;
    private final Storing<RuntimeException> storing;
    private final Map<String, Sending> sending = new HashMap<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread made = new Thread(work, "notifications");
        made.setDaemon(true);
        return made;
    });

    /** One that is being sent: to whom. */
    private record Sending(String receiver, Future<?> end) {}

    NotificationSender(Subscriptions subscriptions, HttpPost post, Clock clock, Storing<RuntimeException> storing) {
        this.subscriptions = subscriptions;
        this.post = post;
        this.clock = clock;
        this.storing = storing;
    }

    /**
     * Begins to send what is due, as much as there is room for, and does not wait for it.
     *
     * @throws RuntimeException if what became of one could not be stored
     */
    public void send() throws InterruptedException {
        forgetWhatHasEnded();
        for (Subscriptions.Due due : subscriptions.due(clock.instant(), MOST_DUE)) {
            if (sending.size() == AT_ONCE) {
                return;
            }
            if (!sending.containsKey(due.notification().id())) {
                begin(due.notification(), due.to());
            }
        }
    }

    private void forgetWhatHasEnded() throws InterruptedException {
        for (Map.Entry<String, Sending> one : List.copyOf(sending.entrySet())) {
            if (one.getValue().end().isDone()) {
                sending.remove(one.getKey());
                try {
                    one.getValue().end().get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        }
    }

    private void begin(Notification due, Optional<Subscription> to) {
        if (to.isEmpty()) {
            storing.store(handle -> Subscriptions.noteAttempt(handle, due, "failed", "the subscription has ended"));
            return;
        }
        Subscription subscription = to.get();
        Instant now = clock.instant();
        Optional<QuietHours> quiet = subscription.quiet().filter(hours -> hours.contains(now));
        if (quiet.isPresent()) {
            storing.store(handle -> Subscriptions.delay(handle, due, quiet.get().endAfter(now)));
            return;
        }
        String receiver = subscription.url().getAuthority();
        long toIt = sending.values().stream()
                .filter(other -> other.receiver().equals(receiver))
                .count();
        if (toIt < TO_ONE_RECEIVER) {
            sending.put(due.id(), new Sending(receiver, senders.submit(() -> {
                send(due, subscription, now);
                return null;
            })));
        }
    }

    private void send(Notification due, Subscription subscription, Instant now) throws InterruptedException {
        List<Boolean> taken = new ArrayList<>();
        storing.store(handle ->
                taken.add(Subscriptions.take(handle, due, now.plus(due.pause().orElse(Duration.ZERO)))));
        if (taken.contains(true)) {
            Attempt attempt = attempt(subscription, due, now);
            storing.store(handle -> {
                Subscriptions.noteAttempt(handle, due, attempt.state(), attempt.reason());
                if (attempt.isGone()) {
                    Subscriptions.end(handle, due.subscription(), "its receiver answered that it is gone");
                }
            });
        }
    }

    /** What became of one. */
    private record Attempt(String state, String reason, boolean isGone) {}

    private Attempt attempt(Subscription subscription, Notification due, Instant now) throws InterruptedException {
        Optional<String> secret = subscriptions.secret(subscription.id());
        if (secret.isEmpty()) {
            LOG.warn("notification {}: another key sealed the secret that it is to be signed with", due.id());
            return failed(due, "another key sealed the secret that it is to be signed with", false);
        }
        try {
            int status = post.send(
                    subscription.url(),
                    WebhookSignature.headers(secret.get(), due.id(), now, due.content()),
                    due.content());
            if (status / 100 == 2) {
                return new Attempt("delivered", "", false);
            }
            return failed(due, "answered with status %d".formatted(status), status == GONE);
        } catch (OutgoingException e) {
            // Many receivers are known by a secret path: it is the subscriber's, not the log's.
            LOG.info("notification {} to {}: {}", due.id(), subscription.url().getHost(), e.reason());
            return failed(due, e.reason(), false);
        }
    }

    private static Attempt failed(Notification due, String reason, boolean isGone) {
        String shown = reason.length() > MOST_REASON ? reason.substring(0, MOST_REASON) : reason;
        return new Attempt(isGone || due.pause().isEmpty() ? "failed" : "waiting", shown, isGone);
    }

    /** Gives up what is being sent: it is sent again when it is due for the next time. */
    @Override
    public void close() {
        senders.shutdownNow();
    }
}
