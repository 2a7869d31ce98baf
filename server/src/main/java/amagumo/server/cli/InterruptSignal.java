package amagumo.server.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What happens when the user presses Ctrl-C or the system asks to end: the first time the work is asked to end by itself,
 * the second time the process ends at once.
 *
 * <p>A shutdown hook would not do: once it runs, a second signal changes nothing. The JDK's own way is {@code
 * sun.misc.Signal}, which the compiler warns of whatever one says, so it is called by reflection.
 */
final class InterruptSignal {

    private InterruptSignal() {}

    /** From now on the first SIGINT or SIGTERM runs this, on a thread of its own, and the next ends the process. */
    static void onFirst(Runnable action) {
        boolean[] before = new boolean[1];
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.invoke(action, arguments);
            }
            synchronized (before) {
                if (before[0]) {
                    Runtime.getRuntime().halt(1);
                }
                before[0] = true;
            }
            action.run();
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    InterruptSignal.class.getClassLoader(), new Class<?>[] {signalHandler}, handler);
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, signalHandler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this Java", e);
        }
    }
}
