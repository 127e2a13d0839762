package dev.fovea.results;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// One listener: a bounded queue and a virtual thread that empties it in order.
final class Listener implements Subscription {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    private final BlockingQueue<Event> queue;
    private final Thread.Builder thread = Thread.ofVirtual().name("fovea-listener");
    private volatile boolean open = true;
    private volatile Runnable stop = () -> {};

    Listener(int capacity) {
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    void start(Consumer<Event> consumer) {
        Thread started = thread.start(() -> deliver(consumer));
        stop = started::interrupt;
        if (!open) {
            started.interrupt();
        }
    }

    /// False when it is closed or full.
    boolean offer(Event event) {
        return open && queue.offer(event);
    }

    private void deliver(Consumer<Event> consumer) {
        try {
            while (open) {
                consumer.accept(queue.take());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a listener went away", e);
        } finally {
            open = false;
        }
    }

    @Override
    public boolean open() {
        return open;
    }

    /// Interrupts a delivery that is stuck: that is why a slow listener was dropped.
    @Override
    public void close() {
        open = false;
        stop.run();
    }
}
