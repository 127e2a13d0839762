package dev.fovea.engine.tensorrt;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.cuda.Gpu;
import dev.fovea.engine.cuda.GpuBuffer;
import dev.fovea.engine.cuda.GpuDevice;
import dev.fovea.engine.cuda.GpuStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A GPU made of Java: its memory is a second piece of the machine's, so that a copy that is forgotten shows,
/// and its
/// work is done when somebody waits for it, so that a wait that is forgotten shows too.
public final class FakeGpu implements Gpu {
    private final boolean integrated;
    private final AtomicInteger open = new AtomicInteger();
    private volatile Optional<String> fault = Optional.empty();

    public FakeGpu(boolean integrated) {
        this.integrated = integrated;
    }

    /// From now on every wait ends with this.
    public void breakDown(String why) {
        fault = Optional.of(why);
    }

    /// Buffers and streams that nobody has closed.
    public int open() {
        return open.get();
    }

    @Override
    public GpuDevice device() {
        return new GpuDevice(0, 8, 7, 8L << 30, integrated);
    }

    @Override
    public void enter() {}

    @Override
    public long freeBytes() {
        return 4L << 30;
    }

    @Override
    public GpuBuffer buffer(long bytes) {
        return new Buffer(bytes);
    }

    @Override
    public GpuStream stream() {
        return new Stream();
    }

    private final class Buffer implements GpuBuffer {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment host;
        private final MemorySegment device;

        Buffer(long bytes) {
            host = arena.allocate(bytes, 16);
            device = integrated ? host : arena.allocate(bytes, 16);
            open.incrementAndGet();
        }

        @Override
        public ByteBuffer host() {
            return host.asByteBuffer().order(ByteOrder.nativeOrder());
        }

        @Override
        public long device() {
            return device.address();
        }

        @Override
        public void close() {
            if (arena.scope().isAlive()) {
                arena.close();
                open.decrementAndGet();
            }
        }
    }

    /// Work by a stream's handle, so that whoever enqueues needs no more than that.
    static final class Work {
        private static final List<List<Runnable>> STREAMS = new ArrayList<>();

        private Work() {}

        static synchronized long stream() {
            STREAMS.add(new ArrayList<>());
            return STREAMS.size();
        }

        static synchronized List<Runnable> of(long stream) {
            return STREAMS.get((int) stream - 1);
        }
    }

    private final class Stream implements GpuStream {
        private final long handle = Work.stream();
        private boolean closed;

        Stream() {
            open.incrementAndGet();
        }

        @Override
        public long handle() {
            return handle;
        }

        @Override
        public void upload(GpuBuffer buffer, long bytes) {
            Buffer ours = (Buffer) buffer;
            if (!integrated) {
                Work.of(handle).add(() -> MemorySegment.copy(ours.host, 0, ours.device, 0, bytes));
            }
        }

        @Override
        public void download(GpuBuffer buffer, long bytes) {
            Buffer ours = (Buffer) buffer;
            if (!integrated) {
                Work.of(handle).add(() -> MemorySegment.copy(ours.device, 0, ours.host, 0, bytes));
            }
        }

        @Override
        public void await() {
            List<Runnable> work = Work.of(handle);
            List<Runnable> now = List.copyOf(work);
            work.clear();
            fault.ifPresent(why -> {
                throw new EngineException(why);
            });
            now.forEach(Runnable::run);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
