package amagumo.server.cli.console;

/** Waits for signals for ever, and says so. */
final class WaitingProcess {

    private WaitingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        InterruptSignal.onFirst(() -> System.out.println("first"));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
