package dev.fovea.engine.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The real GPU, through libcudart.
public final class CudaGpu implements Gpu {
    private final CudaLibrary library;
    private final GpuDevice device;

    private CudaGpu(CudaLibrary library, GpuDevice device) {
        this.library = library;
        this.device = device;
    }

    /// The first of the devices that a probe has found.
    ///
    /// @throws dev.fovea.engine.EngineException when the library is gone
    public static CudaGpu open(CudaState.Present found) {
        return new CudaGpu(CudaLibrary.open(found.library()), found.devices().getFirst());
    }

    @Override
    public GpuDevice device() {
        return device;
    }

    @Override
    public void enter() {
        library.check("cudaSetDevice", () -> (int) library.setDevice.invokeExact(device.index()));
    }

    @Override
    public GpuBuffer buffer(long bytes) {
        return CudaBuffer.allocate(library, bytes, device.integrated());
    }

    @Override
    public GpuStream stream() {
        return CudaStream.create(library);
    }

    @Override
    public long freeBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
            library.check("cudaMemGetInfo", () -> (int) library.memoryInfo.invokeExact(free, total));
            return free.get(ValueLayout.JAVA_LONG, 0);
        }
    }
}
