package amagumo.server.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handles Ctrl-C and the system's request to end: the first time the work is asked to end by itself, the second time
 * the process ends at once. Closing restores the previous handling.
 *
 * <p>A shutdown hook would not do: once it runs, a second signal changes nothing. The JDK's own way is {@code
 * sun.misc.Signal}, about which the compiler warns whatever is suppressed, so it is called by reflection.
 */
public final class InterruptSignal implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final Deque<Runnable> restore = new ArrayDeque<>();

    private InterruptSignal() {}

    /**
     * From now on the first SIGINT or SIGTERM runs this action, on a thread of its own, and the next one ends the
     * process.
     */
    public static InterruptSignal onFirst(Runnable action) {
        AtomicBoolean before = new AtomicBoolean();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.invoke(action, arguments);
            }
            if (before.getAndSet(true)) {
                Runtime.getRuntime().halt(1);
            }
            action.run();
            return null;
        };
        InterruptSignal signals = new InterruptSignal();
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object ours = Proxy.newProxyInstance(
                    InterruptSignal.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            for (String name : SIGNALS) {
                Object signal = signalType.getConstructor(String.class).newInstance(name);
                Object theirs = handle.invoke(null, signal, ours);
                signals.restore.push(() -> call(handle, signal, theirs));
            }
            return signals;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this Java", e);
        }
    }

    private static void call(Method handle, Object signal, Object handler) {
        try {
            handle.invoke(null, signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this Java", e);
        }
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }
}
