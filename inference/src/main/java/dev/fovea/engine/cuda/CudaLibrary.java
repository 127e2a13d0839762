package dev.fovea.engine.cuda;

import dev.fovea.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/// libcudart, opened: the functions that have one name and one meaning in CUDA 10.2, 11, 12 and 13.
/// `cudaGetDeviceProperties` is not among them.
final class CudaLibrary {
    private static final long ERROR_TEXT_BYTES_MAX = 512;

    private final String name;
    private final SymbolLookup symbols;
    final MethodHandle runtimeVersion;
    final MethodHandle deviceCount;
    final MethodHandle deviceAttribute;
    final MethodHandle setDevice;
    final MethodHandle memoryInfo;
    final MethodHandle allocate;
    final MethodHandle free;
    final MethodHandle hostAllocate;
    final MethodHandle hostFree;
    final MethodHandle hostDevicePointer;
    final MethodHandle copy;
    final MethodHandle streamCreate;
    final MethodHandle streamDestroy;
    final MethodHandle eventCreate;
    final MethodHandle eventRecord;
    final MethodHandle eventSynchronize;
    final MethodHandle eventDestroy;
    private final MethodHandle errorText;

    private CudaLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
        runtimeVersion = function("cudaRuntimeGetVersion", CudaCalls.POINTER);
        deviceCount = function("cudaGetDeviceCount", CudaCalls.POINTER);
        deviceAttribute = function("cudaDeviceGetAttribute", CudaCalls.ATTRIBUTE);
        setDevice = function("cudaSetDevice", CudaCalls.NUMBER);
        memoryInfo = function("cudaMemGetInfo", CudaCalls.TWO_POINTERS);
        allocate = function("cudaMalloc", CudaCalls.POINTER_SIZE);
        free = function("cudaFree", CudaCalls.POINTER);
        hostAllocate = function("cudaHostAlloc", CudaCalls.POINTER_SIZE_FLAGS);
        hostFree = function("cudaFreeHost", CudaCalls.POINTER);
        hostDevicePointer = function("cudaHostGetDevicePointer", CudaCalls.TWO_POINTERS_FLAGS);
        copy = function("cudaMemcpyAsync", CudaCalls.COPY);
        streamCreate = function("cudaStreamCreateWithFlags", CudaCalls.POINTER_FLAGS);
        streamDestroy = function("cudaStreamDestroy", CudaCalls.POINTER);
        eventCreate = function("cudaEventCreateWithFlags", CudaCalls.POINTER_FLAGS);
        eventRecord = function("cudaEventRecord", CudaCalls.TWO_POINTERS);
        eventSynchronize = function("cudaEventSynchronize", CudaCalls.POINTER);
        eventDestroy = function("cudaEventDestroy", CudaCalls.POINTER);
        errorText = function("cudaGetErrorString", CudaCalls.TEXT);
    }

    /// @param name a soname or a path
    /// @throws EngineException when it is not there, or is no libcudart
    @SuppressWarnings("restricted") // Reviewed: the one place that opens libcudart.
    static CudaLibrary open(String name) {
        try {
            return new CudaLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException absent) {
            throw new EngineException(name + " is not on this machine", absent);
        } catch (NoSuchElementException stranger) {
            throw new EngineException(name + " is not a CUDA runtime we know: " + stranger.getMessage(), stranger);
        }
    }

    String name() {
        return name;
    }

    /// One foreign call. CUDA throws nothing, so whatever is thrown is a bug of ours.
    interface Call {
        int run() throws Throwable;
    }

    int status(Call call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a function of " + name + " has no Java exceptions", e);
        }
    }

    /// @throws EngineException when the call does not say that all is well
    void check(String what, Call call) {
        int status = status(call);
        if (status != 0) {
            throw new EngineException(what + " failed: " + text(status));
        }
    }

    /// What the call wrote through its first argument.
    long pointer(String what, PointerCall call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            check(what, () -> call.run(out));
            return out.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /// A call whose first argument takes the answer.
    interface PointerCall {
        int run(MemorySegment out) throws Throwable;
    }

    /// CUDA's own words for a status, with its number.
    @SuppressWarnings("restricted") // Reviewed: a static text of the library, read up to a limit.
    String text(int status) {
        try {
            MemorySegment text = (MemorySegment) errorText.invokeExact(status);
            return text.reinterpret(ERROR_TEXT_BYTES_MAX).getString(0) + " (CUDA status " + status + ")";
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a function of " + name + " has no Java exceptions", e);
        }
    }

    @SuppressWarnings("restricted") // Reviewed: the descriptors are those of NVIDIA's headers.
    private MethodHandle function(String function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function), descriptor);
    }
}
