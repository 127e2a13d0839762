package dev.fovea.engine.cuda;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/// Page-locked host memory, and memory of the GPU beside it unless the two share theirs.
final class CudaBuffer implements GpuBuffer {
    /// `cudaHostAllocMapped`: the GPU may use it where it is.
    private static final int MAPPED = 2;

    private final CudaLibrary library;
    private final MemorySegment hostSide;
    private final long deviceSide;
    private final boolean shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CudaBuffer(CudaLibrary library, MemorySegment hostSide, long deviceSide, boolean shared) {
        this.library = library;
        this.hostSide = hostSide;
        this.deviceSide = deviceSide;
        this.shared = shared;
    }

    /// @param shared whether both sides are one memory
    @SuppressWarnings("restricted") // Reviewed: CUDA gave exactly these bytes, and close() takes the memory back.
    static CudaBuffer allocate(CudaLibrary library, long bytes, boolean shared) {
        long address = library.pointer("cudaHostAlloc of " + bytes + " bytes", out ->
                (int) library.hostAllocate.invokeExact(out, bytes, MAPPED));
        try {
            long device = shared
                    ? library.pointer("cudaHostGetDevicePointer", out ->
                            (int) library.hostDevicePointer.invokeExact(out, MemorySegment.ofAddress(address), 0))
                    : library.pointer(
                            "cudaMalloc of " + bytes + " bytes", out -> (int) library.allocate.invokeExact(out, bytes));
            return new CudaBuffer(library, MemorySegment.ofAddress(address).reinterpret(bytes), device, shared);
        } catch (RuntimeException e) {
            library.status(() -> (int) library.hostFree.invokeExact(MemorySegment.ofAddress(address)));
            throw e;
        }
    }

    @Override
    public ByteBuffer host() {
        return hostSide.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public long device() {
        return deviceSide;
    }

    MemorySegment hostSide() {
        return hostSide;
    }

    boolean shared() {
        return shared;
    }

    /// What CUDA says to it is not heard: after a failed kernel every call fails, and there is nothing to be
    /// done.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (!shared) {
                library.status(() -> (int) library.free.invokeExact(MemorySegment.ofAddress(deviceSide)));
            }
            library.status(() -> (int) library.hostFree.invokeExact(hostSide));
        }
    }
}
