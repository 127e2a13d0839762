package dev.fovea.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/// A daemon in the foreground: it runs until Ctrl-C or SIGTERM, then stops in order.
final class Foreground {
    private Foreground() {}

    /// Does not return while the daemon runs; the process ends with 0 after an orderly stop, else with 70.
    static void run(AutoCloseable daemon, PrintWriter err) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(daemon, err)));
        new CountDownLatch(1).await();
    }

    private static void stop(AutoCloseable daemon, PrintWriter err) {
        ExitCode code = ExitCode.OK;
        try {
            err.println("stopping");
            daemon.close();
        } catch (Exception e) {
            err.println("the stop was not clean: " + e);
            code = ExitCode.SOFTWARE;
        }
        err.flush();
        // A process told to end would report the signal's number: a clean stop is 0 to whoever supervises us.
        Runtime.getRuntime().halt(code.number());
    }
}
