package dev.fovea.platform;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/// A local datagram socket of somebody else's, to which text may be sent (`man 7 unix`). Thread-safe: each
/// datagram goes out by a socket of its own, opened and closed here, and never waits for a reader.
final class DatagramSocketFile {
    // The numbers are Linux's, the same on x86_64 and aarch64 (its asm-generic headers).
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int FAMILY_BYTES = 2;
    private static final int PATH_BYTES_MAX = 108;

    // int socket(int, int, int)
    static final FunctionDescriptor SOCKET = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    // ssize_t sendto(int, const void*, size_t, int, const struct sockaddr*, socklen_t)
    static final FunctionDescriptor SENDTO =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    // int close(int)
    static final FunctionDescriptor CLOSE = FunctionDescriptor.of(JAVA_INT, JAVA_INT);

    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String address;
    private final byte[] path;

    /// @param address a file, or `@` and a name that lies in no folder
    DatagramSocketFile(String address) {
        this.address = address;
        this.path = address.getBytes(StandardCharsets.UTF_8);
        if (path.length >= PATH_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "NOTIFY_SOCKET must be shorter than " + PATH_BYTES_MAX + " bytes, was " + address);
        }
    }

    /// @throws DatagramException when nobody listens there, or it may not be reached
    void send(String text) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment message = arena.allocateFrom(text);
            int socket = (int) C.SOCKET_CALL.invokeExact(errno, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            checked("socket", socket, errno);
            try {
                // Without the byte that ends a C string.
                long length = message.byteSize() - 1;
                int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
                long sent = (long) C.SENDTO_CALL.invokeExact(
                        errno, socket, message, length, flags, socketAddress(arena), FAMILY_BYTES + pathBytes());
                checked("sendto", sent, errno);
            } finally {
                int ignored = (int) C.CLOSE_CALL.invokeExact(socket);
                assert ignored == 0 : "close of a socket just opened";
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("the C library has no Java exceptions", e);
        }
    }

    /// `struct sockaddr_un`: family, path, and zeros.
    private MemorySegment socketAddress(Arena arena) {
        MemorySegment segment = arena.allocate(FAMILY_BYTES + PATH_BYTES_MAX, Short.BYTES);
        segment.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, segment, JAVA_BYTE, FAMILY_BYTES, path.length);
        if (isAbstract()) {
            segment.set(JAVA_BYTE, FAMILY_BYTES, (byte) 0);
        }
        return segment;
    }

    /// The name of a file ends with a zero; a name in no folder has exactly its bytes.
    private int pathBytes() {
        return isAbstract() ? path.length : path.length + 1;
    }

    private boolean isAbstract() {
        return address.startsWith("@");
    }

    private void checked(String call, long result, MemorySegment errno) {
        if (result < 0) {
            throw new DatagramException(call + " on " + address + " failed with errno " + (int) ERRNO.get(errno, 0L));
        }
    }

    /// The C library's functions. A class of its own: looked up when the first datagram is sent, never when an
    /// image of the program is made.
    private static final class C {
        static final MethodHandle SOCKET_CALL = call("socket", SOCKET, Linker.Option.captureCallState("errno"));
        static final MethodHandle SENDTO_CALL = call("sendto", SENDTO, Linker.Option.captureCallState("errno"));
        static final MethodHandle CLOSE_CALL = call("close", CLOSE);

        @SuppressWarnings("restricted") // Reviewed: three functions of the C library, with the types of its manual.
        private static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
        }
    }
}
