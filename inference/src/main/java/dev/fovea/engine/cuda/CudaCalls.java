package dev.fovea.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.util.List;

/// The shapes of all foreign functions that are called, once each: a native image must know them before it runs.
/// `cudaError_t` and the enums are `int`; `size_t` is `long`; streams and events are pointers.
public final class CudaCalls {
    /// `int (int)`
    static final FunctionDescriptor NUMBER = FunctionDescriptor.of(JAVA_INT, JAVA_INT);

    /// `int (void *)`
    static final FunctionDescriptor POINTER = FunctionDescriptor.of(JAVA_INT, ADDRESS);

    /// `int (void *, void *)`
    static final FunctionDescriptor TWO_POINTERS = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);

    /// `int (void **, unsigned)`
    static final FunctionDescriptor POINTER_FLAGS = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);

    /// `int (void **, void *, unsigned)`
    static final FunctionDescriptor TWO_POINTERS_FLAGS = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

    /// `int (void **, size_t)`
    static final FunctionDescriptor POINTER_SIZE = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG);

    /// `int (void **, size_t, unsigned)`
    static final FunctionDescriptor POINTER_SIZE_FLAGS = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    /// `int (int *, int, int)`
    static final FunctionDescriptor ATTRIBUTE = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    /// `int (void *, const void *, size_t, int, cudaStream_t)`
    static final FunctionDescriptor COPY =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);

    /// `const char *(int)`
    static final FunctionDescriptor TEXT = FunctionDescriptor.of(ADDRESS, JAVA_INT);

    /// `void (void *)`: a C++ object's deleting destructor.
    static final FunctionDescriptor DELETE = FunctionDescriptor.ofVoid(ADDRESS);

    private CudaCalls() {}

    /// All of them, for who lists them.
    public static List<FunctionDescriptor> all() {
        return List.of(
                NUMBER,
                POINTER,
                TWO_POINTERS,
                POINTER_FLAGS,
                TWO_POINTERS_FLAGS,
                POINTER_SIZE,
                POINTER_SIZE_FLAGS,
                ATTRIBUTE,
                COPY,
                TEXT,
                DELETE);
    }
}
