package dev.fovea.engine.cuda;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/// A stream of its own, not in step with any other, with one event to sleep on.
final class CudaStream implements GpuStream {
    /// `cudaStreamNonBlocking`.
    private static final int NON_BLOCKING = 1;

    /// `cudaEventBlockingSync | cudaEventDisableTiming`: who waits sleeps.
    private static final int SLEEPING = 1 | 2;

    private static final int HOST_TO_DEVICE = 1;
    private static final int DEVICE_TO_HOST = 2;

    private final CudaLibrary library;
    private final MemorySegment stream;
    private final MemorySegment event;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CudaStream(CudaLibrary library, MemorySegment stream, MemorySegment event) {
        this.library = library;
        this.stream = stream;
        this.event = event;
    }

    static CudaStream create(CudaLibrary library) {
        MemorySegment stream = MemorySegment.ofAddress(library.pointer(
                "cudaStreamCreateWithFlags", out -> (int) library.streamCreate.invokeExact(out, NON_BLOCKING)));
        try {
            MemorySegment event = MemorySegment.ofAddress(library.pointer(
                    "cudaEventCreateWithFlags", out -> (int) library.eventCreate.invokeExact(out, SLEEPING)));
            return new CudaStream(library, stream, event);
        } catch (RuntimeException e) {
            library.status(() -> (int) library.streamDestroy.invokeExact(stream));
            throw e;
        }
    }

    @Override
    public long handle() {
        return stream.address();
    }

    @Override
    public void upload(GpuBuffer buffer, long bytes) {
        CudaBuffer ours = (CudaBuffer) buffer;
        if (!ours.shared()) {
            MemorySegment device = MemorySegment.ofAddress(ours.device());
            library.check("a copy to the GPU", () ->
                    (int) library.copy.invokeExact(device, ours.hostSide(), bytes, HOST_TO_DEVICE, stream));
        }
    }

    @Override
    public void download(GpuBuffer buffer, long bytes) {
        CudaBuffer ours = (CudaBuffer) buffer;
        if (!ours.shared()) {
            MemorySegment device = MemorySegment.ofAddress(ours.device());
            library.check("a copy from the GPU", () ->
                    (int) library.copy.invokeExact(ours.hostSide(), device, bytes, DEVICE_TO_HOST, stream));
        }
    }

    @Override
    public void await() {
        library.check("cudaEventRecord", () -> (int) library.eventRecord.invokeExact(event, stream));
        library.check("the GPU's work", () -> (int) library.eventSynchronize.invokeExact(event));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            library.status(() -> (int) library.eventDestroy.invokeExact(event));
            library.status(() -> (int) library.streamDestroy.invokeExact(stream));
        }
    }
}
