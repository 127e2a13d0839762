package dev.fovea.platform;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// systemd's end of the socket: what was sent, one datagram at a time.
final class Listener implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int ADDRESS_BYTES = 110;
    private static final int MESSAGE_BYTES_MAX = 4096;

    private final int socket;

    /// @param address a file that does not exist, or `@` and a name
    Listener(String address) throws Throwable {
        socket = (int) call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                .invokeExact(AF_UNIX, SOCK_DGRAM, 0);
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(ADDRESS_BYTES, Short.BYTES);
            name.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, name, JAVA_BYTE, 2, path.length);
            boolean hidden = address.startsWith("@");
            if (hidden) {
                name.set(JAVA_BYTE, 2, (byte) 0);
            }
            int bound = (int) call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(socket, name, 2 + path.length + (hidden ? 0 : 1));
            if (bound != 0) {
                throw new AssertionError("cannot listen on " + address);
            }
        }
    }

    /// The next datagram; empty when none has come.
    String heard() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(MESSAGE_BYTES_MAX);
            long bytes = (long) call("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT))
                    .invokeExact(socket, buffer, (long) MESSAGE_BYTES_MAX, MSG_DONTWAIT);
            byte[] text = buffer.asSlice(0, Math.max(bytes, 0)).toArray(JAVA_BYTE);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int)
                    call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(socket);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("restricted") // The C library, as the class under test.
    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
}
