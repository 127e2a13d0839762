package dev.fovea.bench;

import dev.fovea.bench.client.Call;
import dev.fovea.bench.client.FoveaClient;
import dev.fovea.bench.eyes.Photograph;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// The same photographs round and round, every upload with bytes of its own, as a camera would send them. Thread-safe.
final class PhotographCalls implements LongFunction<Call> {
    private static final Map<String, String> FIELDS = Map.of("source", "bench");

    private final List<Photograph> photographs;
    private final long run;
    private final Optional<Duration> wait;
    private final AtomicLong serial = new AtomicLong();

    /// @param run sets these bytes apart from those of any other run
    /// @param wait how long the daemon may keep the call open for the answer
    PhotographCalls(List<Photograph> photographs, long run, Optional<Duration> wait) {
        this.photographs = List.copyOf(photographs);
        this.run = run;
        this.wait = wait;
    }

    @Override
    public Call apply(long index) {
        long number = serial.getAndIncrement();
        Photograph photograph = photographs.get((int) (number % photographs.size()));
        return FoveaClient.upload(FIELDS, Optional.empty(), wait, photograph.stamped(run, number));
    }
}
