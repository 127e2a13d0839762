package dev.fovea.engine.cuda;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A C++ object that only its own virtual destructor can end. TensorRT 10 has no other way, and its JavaCPP
/// classes
/// have none at all.
public final class ForeignObject {
    /// Below this lies no object: TensorRT 10 answers a missing GPU with 0x200 to 0x238 in place of null.
    public static final long ADDRESS_MIN = 4096;

    /// Itanium C++ ABI: a class whose first virtual function is its destructor has the deleting one second.
    private static final int DELETING_DESTRUCTOR = 1;

    private ForeignObject() {}

    public static boolean isThere(long address) {
        return Long.compareUnsigned(address, ADDRESS_MIN) >= 0;
    }

    /// What `delete` does.
    ///
    /// @param address of an object whose class begins with a virtual destructor, as every one of TensorRT's
    ///     that is
    ///     made by a factory
    @SuppressWarnings("restricted") // Reviewed: reads the two pointers that the ABI puts there.
    public static void delete(long address) {
        assert isThere(address) : Long.toHexString(address);
        MemorySegment object = MemorySegment.ofAddress(address).reinterpret(ValueLayout.ADDRESS.byteSize());
        MemorySegment functions = object.get(ValueLayout.ADDRESS, 0)
                .reinterpret((DELETING_DESTRUCTOR + 1) * ValueLayout.ADDRESS.byteSize());
        MemorySegment destructor = functions.getAtIndex(ValueLayout.ADDRESS, DELETING_DESTRUCTOR);
        try {
            Linker.nativeLinker()
                    .downcallHandle(destructor, CudaCalls.DELETE)
                    .invokeExact(MemorySegment.ofAddress(address));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a destructor has no Java exceptions", e);
        }
    }
}
