package dev.fovea.jetson;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The machine, read through its files under a root. Thread-safe; a reading takes some milliseconds, or up to
/// `toolMax` on a Jetson whose files are shut and whose own programs must be asked.
public final class Box {
    private static final List<String> TEGRASTATS = List.of("usr/bin/tegrastats", "home/nvidia/tegrastats");

    private final Tree tree;
    private final BoardTool tool;
    private final Optional<Board> board;
    private final Optional<Release> release;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private Map<Integer, Core.Ticks> ticks = new HashMap<>();

    /// @param root `/`, or a folder that holds a tree of such files
    /// @param toolMax the longest one of the board's own programs may take
    public Box(Path root, Duration toolMax) {
        tree = new Tree(root);
        tool = new BoardTool(tree, toolMax);
        board = Board.read(tree);
        release = board.flatMap(_ -> Release.read(tree));
    }

    public Optional<Board> board() {
        return board;
    }

    public Optional<Release> release() {
        return release;
    }

    /// @param now the time to write on it
    public BoxSnapshot snapshot(Instant now) {
        lock.lock();
        try {
            Map<Integer, Core.Ticks> counted = Core.ticks(tree);
            BoxSnapshot snapshot = fromFiles(now, ticks, counted);
            ticks = counted;
            return board.isPresent() && lacking(snapshot) ? snapshot.filledFrom(asked(now)) : snapshot;
        } finally {
            lock.unlock();
        }
    }

    private BoxSnapshot fromFiles(Instant now, Map<Integer, Core.Ticks> before, Map<Integer, Core.Ticks> counted) {
        return new BoxSnapshot(
                now,
                board,
                release,
                Temperature.readAll(tree),
                Rail.readAll(tree),
                Processor.gpu(tree),
                Processor.memoryController(tree),
                Core.readAll(tree, before, counted),
                Fan.readAll(tree),
                board.flatMap(_ -> powerMode()),
                Memory.read(tree),
                Throttling.read(tree));
    }

    private Optional<PowerMode> powerMode() {
        return PowerMode.read(tree).or(() -> PowerMode.parse(tool.ask(2, "usr/sbin/nvpmodel", "-q")));
    }

    /// Whether something that every Jetson has could not be read. The memory controller's files are root's alone,
    /// which is no reason to start a program at every reading.
    private static boolean lacking(BoxSnapshot snapshot) {
        return snapshot.temperatures().isEmpty()
                || snapshot.rails().isEmpty()
                || snapshot.gpu().flatMap(Processor::load).isEmpty();
    }

    private BoxSnapshot asked(Instant now) {
        return TEGRASTATS.stream()
                .flatMap(path -> tool.ask(1, path, "--interval", "500").stream())
                .findFirst()
                .map(line -> Tegrastats.parse(line, now))
                .orElseGet(() -> BoxSnapshot.silent(now));
    }

    /// NVIDIA's libraries that lie on the disk.
    public List<Library> libraries() {
        return Library.findAll(tree);
    }

    /// Disks that are really there.
    public List<Disk> disks() {
        return Disk.readAll(tree);
    }

    /// Cameras that the kernel shows.
    public List<CameraDevice> cameras() {
        return CameraDevice.readAll(tree);
    }

    /// Whether the clock can be believed.
    public Timekeeping timekeeping() {
        return Timekeeping.read(tree, tool);
    }
}
