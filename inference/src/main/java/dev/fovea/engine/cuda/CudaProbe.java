package dev.fovea.engine.cuda;

import dev.fovea.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks for a usable GPU. Nothing of it is needed to serve: it only opens a library if there is one, and asks.
public final class CudaProbe {
    /// One per CUDA generation that a supported JetPack, or a machine of today, has; the newest first, because
    /// an
    /// old library without a driver for it may lie about beside the right one.
    static final List<String> SONAMES =
            List.of("libcudart.so.13", "libcudart.so.12", "libcudart.so.11.0", "libcudart.so.10.2");

    /// Where CUDA is when the linker does not know it.
    public static final List<Path> FOLDERS = List.of(
            Path.of("/usr/local/cuda/lib64"),
            Path.of("/usr/local/cuda/targets/aarch64-linux/lib"),
            Path.of("/usr/local/cuda-10.2/targets/aarch64-linux/lib"));

    /// `cudaDevAttrComputeCapabilityMajor`, `...Minor`, `cudaDevAttrIntegrated` of driver_types.h.
    private static final int SM_MAJOR = 75;

    private static final int SM_MINOR = 76;
    private static final int INTEGRATED = 18;

    private static final int DEVICES_MAX = 64;

    private CudaProbe() {}

    /// Asks every libcudart that can be found until one has a device.
    ///
    /// @param folders where to look before the places that the linker knows
    public static CudaState probe(List<Path> folders) {
        List<String> reasons = new ArrayList<>();
        for (String candidate : candidates(folders)) {
            try {
                CudaLibrary library = CudaLibrary.open(candidate);
                switch (ask(library)) {
                    case CudaState.Present present -> {
                        return present;
                    }
                    case CudaState.Absent(var reason) -> reasons.add(reason);
                }
            } catch (EngineException unusable) {
                if (!(unusable.getCause() instanceof IllegalArgumentException)) {
                    reasons.add(unusable.getMessage());
                }
            }
        }
        return new CudaState.Absent(
                reasons.isEmpty()
                        ? "there is no CUDA runtime on this machine (" + String.join(", ", SONAMES) + ")"
                        : String.join("; ", reasons));
    }

    private static List<String> candidates(List<Path> folders) {
        return Stream.concat(
                        folders.stream()
                                .flatMap(folder -> SONAMES.stream()
                                        .map(name -> folder.resolve(name).toString())),
                        SONAMES.stream())
                .toList();
    }

    private static CudaState ask(CudaLibrary library) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
            library.check("cudaRuntimeGetVersion", () -> (int) library.runtimeVersion.invokeExact(out));
            int runtime = out.get(ValueLayout.JAVA_INT, 0);
            int status = library.status(() -> (int) library.deviceCount.invokeExact(out));
            if (status != 0) {
                return new CudaState.Absent(library.name() + " finds no usable GPU: " + library.text(status));
            }
            int count = out.get(ValueLayout.JAVA_INT, 0);
            if (count < 1 || count > DEVICES_MAX) {
                return new CudaState.Absent(library.name() + " counts " + count + " GPUs");
            }
            List<GpuDevice> devices = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                devices.add(device(library, i));
            }
            return new CudaState.Present(library.name(), runtime, devices);
        }
    }

    private static GpuDevice device(CudaLibrary library, int index) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
            library.check("cudaSetDevice", () -> (int) library.setDevice.invokeExact(index));
            library.check("cudaMemGetInfo", () -> (int) library.memoryInfo.invokeExact(free, total));
            return new GpuDevice(
                    index,
                    attribute(library, SM_MAJOR, index),
                    attribute(library, SM_MINOR, index),
                    total.get(ValueLayout.JAVA_LONG, 0),
                    attribute(library, INTEGRATED, index) != 0);
        }
    }

    private static int attribute(CudaLibrary library, int attribute, int device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
            library.check(
                    "cudaDeviceGetAttribute", () -> (int) library.deviceAttribute.invokeExact(out, attribute, device));
            return out.get(ValueLayout.JAVA_INT, 0);
        }
    }
}
