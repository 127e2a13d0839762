package dev.fovea.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dicom.net.ListenerMetrics.End;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hundreds of connections that mean harm: each costs a line in the log, and nothing that stays.
@Timeout(120)
class HostileLineTest {
    private static final int CONNECTIONS = 200;

    /// What the garbage collector may leave from one wave to the next, bytes. A PDU that was believed has 2 GB.
    private static final long RISE_MAX = 4 << 20;

    private final Logger logger = Logger.getLogger(Listener.class.getName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<End> ends = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            lines.add(formatter.formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Listener listener = Listener.start(
            new ListenerSettings(
                    "127.0.0.1",
                    0,
                    "FOVEA",
                    Set.of(),
                    64,
                    262_144,
                    1 << 20,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Optional.empty()),
            (offer, dataSet) -> {
                dataSet.readAllBytes();
                return Storage.Answer.STORED;
            },
            new ListenerMetrics() {
                @Override
                public void ended(End end) {
                    ends.add(end);
                }
            });

    private int begun;

    @BeforeEach
    void listenToTheLog() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void close() {
        listener.close();
        logger.setUseParentHandlers(true);
        logger.removeHandler(handler);
    }

    @Test
    void everyBadConnectionIsOneLineAndNothingStaysBehind() throws IOException {
        wave();
        long before = heap();

        wave();
        long after = heap();

        assertThat(after - before).as("bytes of heap kept by a wave").isLessThan(RISE_MAX);
        assertThat(ends).hasSize(begun).doesNotContain(End.RELEASED);
        assertThat(lines)
                .hasSize((int) ends.stream().filter(end -> end != End.ABORTED).count())
                .allSatisfy(line -> assertThat(line)
                        .startsWith("the DICOM connection from ")
                        .doesNotContain("\n")
                        .hasSizeLessThan(400));
        assertThatItStillServes();
    }

    /// The silent, halves of a PDU, lengths of two gigabytes, and breaking off in the middle.
    private void wave() throws IOException {
        byte[] request = Sender.request();
        byte[] store = Sender.store(new byte[20_000]);
        byte[] hugeRequest = {1, 0, 0x7f, -1, -1, -1, 0, 1};
        byte[] hugeData = {4, 0, 0x7f, -1, -1, -1, 0, 0};
        byte[] abort = Sender.pdu(Wire.ABORT, new byte[4]);
        allAtOnce(new byte[0]);
        allAtOnce(Arrays.copyOf(request, request.length / 2));
        allAtOnce(hugeRequest);
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] bad = switch (i % 4) {
                case 0 -> hugeData;
                case 1 -> abort;
                case 2 -> Arrays.copyOf(store, 1 + i * store.length / CONNECTIONS);
                default -> new byte[] {(byte) i, 0, 0, 0, 0, 1, 0};
            };
            try (Sender sender = sender()) {
                assertThat(sender.say(request).hear().type()).isEqualTo(Wire.ASSOCIATE_ACCEPT);
                sender.say(bad);
            }
            awaitEnds();
        }
    }

    /// Each stays until it is sent away.
    private void allAtOnce(byte[] bytes) throws IOException {
        List<Sender> senders = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Sender sender = sender();
                senders.add(sender);
                try {
                    sender.say(bytes);
                } catch (IOException sentAwayAlready) {
                    assertThat(sentAwayAlready).isNotInstanceOf(SocketTimeoutException.class);
                }
            }
            awaitEnds();
        } finally {
            for (Sender sender : senders) {
                sender.close();
            }
        }
    }

    private Sender sender() throws IOException {
        begun++;
        return new Sender(listener.port());
    }

    private void awaitEnds() {
        while (ends.size() < begun) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void assertThatItStillServes() throws IOException {
        try (Sender sender = sender()) {
            sender.say(Sender.request()).hear();
            assertThat(sender.say(Sender.store(new byte[5_000])).hearStatus()).isZero();
            sender.say(Sender.release()).hear();
        }
        awaitEnds();
        assertThat(ends.getLast()).isEqualTo(End.RELEASED);
    }
}
